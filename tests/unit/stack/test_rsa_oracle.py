"""`rsadecrypt` with every form of a private key against Terraform."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from terraform_fixtures import OfflineTerraform
from unit.stack.oracle import ERROR, differences, our_answers, terraform_answers, write_outputs


def _keys(key: rsa.RSAPrivateKey) -> dict[str, bytes]:
    """The key in the forms that there are, and what is no such key."""

    def pem(form: PrivateFormat) -> bytes:
        return key.private_bytes(Encoding.PEM, form, NoEncryption())

    first, locked = pem(PrivateFormat.TraditionalOpenSSL), BestAvailableEncryption(b"open sesame")
    other = ec.generate_private_key(ec.SECP256R1())
    return {
        "first": first,
        "eighth": pem(PrivateFormat.PKCS8),
        "openssh": pem(PrivateFormat.OpenSSH),
        "windows": first.replace(b"\n", b"\r\n"),
        "surrounded": b"before\n" + first + b"after\n",
        "on-one-line": first.replace(b"\n", b" "),
        "indented": first.replace(b"\n", b"\n  "),
        "damaged": first.replace(b"MII", b"NII", 1),
        "locked": key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, locked),
        "locked-eighth": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked),
        "public": key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "elliptic": other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "elliptic-openssh": other.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()),
        "text": b"no key",
    }


def test_a_text_is_decrypted_as_terraform_decrypts_it(terraform: OfflineTerraform, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    texts = ["naïve secret", ""]
    secret, empty = (
        base64.b64encode(key.public_key().encrypt(text.encode(), padding.PKCS1v15())).decode() for text in texts
    )
    keys = _keys(key)
    for name, data in keys.items():
        (tmp_path / f"{name}.pem").write_bytes(data)
    expressions = [f'rsadecrypt("{secret}", file("{name}.pem"))' for name in keys]
    wrong = [empty, secret[:-4], secret[:20] + "\\n" + secret[20:], "!", "", "AAAA", secret[4:] + "AAAA"]
    expressions += [f'rsadecrypt("{text}", file("first.pem"))' for text in wrong]

    write_outputs(tmp_path, expressions)
    terraform.ok(tmp_path, "apply", "-auto-approve")
    theirs = terraform_answers(terraform.ok(tmp_path, "output", "-json"), len(expressions))
    ours = our_answers(tmp_path, len(expressions))
    assert differences(expressions, ours, theirs) == {}
    assert ours[0] == ("string", "naïve secret")
    assert ERROR in ours
