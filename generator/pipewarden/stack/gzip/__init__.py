"""gzip with the bytes that Go's compressor makes at its usual level.

Every compressor chooses other bytes for one text; each file here follows a part of Go's.
"""

from __future__ import annotations

import struct
import zlib

from pipewarden.stack.gzip.blocks import BlockWriter
from pipewarden.stack.gzip.matches import Compressor

_HEADER = bytes.fromhex("1f8b08000000000000ff")

__all__ = ["compress"]


def compress(data: bytes) -> bytes:
    """The bytes that are written, flushed and closed, as `base64gzip` does."""
    writer = BlockWriter()
    Compressor(writer).write(data)
    writer.stored(b"", final=False)
    writer.stored(b"", final=True)
    return _HEADER + bytes(writer.output) + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
