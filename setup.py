"""The samples of a checkout go into the wheel as ``newsbot/_samples``; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSamples(build_py):
    """``newsbot demo`` works from an installed wheel too."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copytree("samples", Path(self.build_lib) / "newsbot" / "_samples", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithSamples})
