"""The gRPC server: a loopback TCP port, in the clear for reattaching or under a certificate of its own."""

from __future__ import annotations

import base64
import datetime
import json
import os
from collections.abc import Iterator
from concurrent import futures
from dataclasses import dataclass

import grpc
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from tf.gen import grpc_controller_pb2 as controller
from tf.gen import grpc_controller_pb2_grpc as controller_rpc
from tf.gen import grpc_stdio_pb2_grpc as stdio_rpc
from tf.gen import tfplugin_pb2_grpc as rpc

from aws_provider.schemas import ADDRESS
from aws_provider.service import Provider

HOST = "127.0.0.1"
PROTOCOL = 6
_GO_PLUGIN_PROTOCOL = 1
_THREADS = 16
# A policy or a state may exceed gRPC's default of 4 MiB; Terraform itself allows 64 MiB.
_OPTIONS = [("grpc.max_receive_message_length", 64 << 20), ("grpc.max_send_message_length", 64 << 20)]


@dataclass(frozen=True, slots=True)
class Certificate:
    key: bytes
    chain: bytes
    """The key and the certificate, as PEM."""
    der: bytes


class _Controller(controller_rpc.GRPCControllerServicer):
    def __init__(self, server: grpc.Server) -> None:
        self._server = server

    def Shutdown(self, request: controller.Empty, context: grpc.ServicerContext) -> controller.Empty:  # noqa: N802
        self._server.stop(grace=1)
        return controller.Empty()


class _Stdio(stdio_rpc.GRPCStdioServicer):
    def StreamStdio(self, request: object, context: grpc.ServicerContext) -> Iterator[object]:  # noqa: N802
        return iter(())


def start(certificate: Certificate | None = None) -> tuple[grpc.Server, int]:
    """A running server and its port."""
    server = grpc.server(futures.ThreadPoolExecutor(_THREADS), options=_OPTIONS)
    rpc.add_ProviderServicer_to_server(Provider(), server)
    controller_rpc.add_GRPCControllerServicer_to_server(_Controller(server), server)
    stdio_rpc.add_GRPCStdioServicer_to_server(_Stdio(), server)
    if certificate is None:
        port = server.add_insecure_port(f"{HOST}:0")
    else:
        credentials = grpc.ssl_server_credentials([(certificate.key, certificate.chain)])
        port = server.add_secure_port(f"{HOST}:0", credentials)
    server.start()
    return server, port


def reattach(port: int) -> str:
    """The value of TF_REATTACH_PROVIDERS that points Terraform at a running server."""
    address = {"Network": "tcp", "String": f"{HOST}:{port}"}
    entry = {"Protocol": "grpc", "ProtocolVersion": PROTOCOL, "Pid": os.getpid(), "Test": True, "Addr": address}
    return json.dumps({ADDRESS: entry})


def handshake(port: int, certificate: Certificate) -> str:
    """The line that go-plugin reads from a provider that Terraform starts."""
    encoded = base64.b64encode(certificate.der).decode().rstrip("=")
    return "|".join([str(_GO_PLUGIN_PROTOCOL), str(PROTOCOL), "tcp", f"{HOST}:{port}", "grpc", encoded])


def new_certificate() -> Certificate:
    """A self-signed certificate for `localhost`, the name that go-plugin verifies."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        key=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        chain=certificate.public_bytes(serialization.Encoding.PEM),
        der=certificate.public_bytes(serialization.Encoding.DER),
    )
