from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

TABLE = "Địa bàn,TC03 2023-H1,Dân số\nPhìn Hồ,7,\nHồng Thu,8,\n"


def keep(
    chuyenhoa: Program, directory: Path, name: str = "huyen", table: str = TABLE, *more: str
) -> tuple[int, str]:
    (directory / "a.csv").write_text(table, encoding="utf-8")
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--save-profile", name, *more)
    return run.returncode, run.stderr


def test_a_profile_is_kept_listed_shown_and_removed(chuyenhoa: Program, tmp_path: Path) -> None:
    assert chuyenhoa("--lang", "en", "profiles", "list").stderr == "No profile has been kept yet.\n"
    keep(chuyenhoa, tmp_path, "anh")
    (tmp_path / "b.csv").write_text(TABLE.replace("Hồng Thu,8", "Căn Co,9"), encoding="utf-8")
    status, said = keep(chuyenhoa, tmp_path, "huyen", TABLE, "b.csv")
    assert status == 0
    assert chuyenhoa("profiles", "remove", "anh").returncode == 0
    assert f"   B  {'TC03 2023-H1':<35}  TC03 Effective self-managed models\n" in said
    path = tmp_path / "chuyenhoa.profiles" / "huyen.yaml"
    assert '  - {column: B, heading: "TC03 {period}", criterion: "TC03"}' in path.read_text("utf-8")
    found = json.loads(chuyenhoa("profiles", "list", "--format", "json").stdout)
    assert found["profiles"] == [
        {
            "name": "huyen",
            "layout": "wide",
            "columns": 3,
            "labels": 0,
            "file": str(path.relative_to(tmp_path)),
        }
    ]
    assert chuyenhoa("profiles", "show", "HUYEN").stdout == path.read_text("utf-8")
    run = chuyenhoa("profiles", "remove", "Huyen")
    assert (run.returncode, run.stderr) == (0, "Đã xóa mẫu huyen.\n")
    run = chuyenhoa("--lang", "en", "profiles", "show", "huyen")
    assert run.returncode == 2
    assert run.stderr == "Error: There is no profile huyen. There are: –.\n"


def test_another_profile_of_that_name_is_replaced_by_force_only(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    keep(chuyenhoa, tmp_path)
    before = chuyenhoa("dump").stdout
    assert keep(chuyenhoa, tmp_path)[0] == 0
    other = TABLE.replace("Dân số", "Ghi chú").replace("7", "6")
    assert keep(chuyenhoa, tmp_path, "HUYEN")[0] == 0
    status, said = keep(chuyenhoa, tmp_path, "HUYEN", other)
    assert status == 2
    assert "huyen.yaml exists already" in said
    assert chuyenhoa("dump").stdout == before
    status, said = keep(chuyenhoa, tmp_path, "HUYEN", other, "--force")
    assert status == 0
    assert "   C  Ghi chú" in said
    assert [path.name for path in (tmp_path / "chuyenhoa.profiles").iterdir()] == ["huyen.yaml"]


@pytest.mark.parametrize("name", ["../x", "a/b", ".a", "CON", "lpt1.x", ""])
def test_a_name_stays_in_its_folder(chuyenhoa: Program, tmp_path: Path, name: str) -> None:
    status, said = keep(chuyenhoa, tmp_path, name)
    assert status == 2
    assert said.startswith("Error: ")
    assert not (tmp_path / "chuyenhoa.profiles").exists()


def test_files_of_two_shapes_make_no_profile(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("Địa bàn,TC04 2023-H1\nPhìn Hồ,0\n", encoding="utf-8")
    before = chuyenhoa("dump").stdout
    status, said = keep(chuyenhoa, tmp_path, "x", TABLE, "b.csv")
    assert status == 2
    assert "b.csv is laid out otherwise than a.csv" in said
    assert chuyenhoa("dump").stdout == before
    assert not (tmp_path / "chuyenhoa.profiles").exists()


def test_of_what_is_not_understood_no_profile_is_kept(chuyenhoa: Program, tmp_path: Path) -> None:
    status, said = keep(chuyenhoa, tmp_path, "x", "Địa bàn,Lạ 2023-H1\nPhìn Hồ,0\n")
    assert status == 1
    assert "No profile is kept, as not every file is understood.\n" in said
    assert " unknown_column " in said
    assert not (tmp_path / "chuyenhoa.profiles").exists()


def test_a_profile_that_cannot_be_read_is_a_problem_at_its_line(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    keep(chuyenhoa, tmp_path)
    path = tmp_path / "chuyenhoa.profiles" / "hong.yaml"
    path.write_text("format: chuyenhoa-profile/1\nname: x\nlayout: round\ncolumns: []\n")
    before = chuyenhoa("dump").stdout
    said = f"{path.relative_to(tmp_path)}:3:9 bad_choice "
    for command in (["import", "a.csv"], ["profiles", "list"], ["profiles", "show", "hong"]):
        run = chuyenhoa(*command)
        assert run.returncode == 1
        assert said in run.stderr
    assert chuyenhoa("dump").stdout == before
    assert chuyenhoa("profiles", "remove", "hong").returncode == 0
    assert chuyenhoa("import", "a.csv").returncode == 0


def test_a_profile_of_what_is_no_more_is_a_problem_where_it_is_used(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    keep(chuyenhoa, tmp_path)
    path = tmp_path / "chuyenhoa.profiles" / "huyen.yaml"
    path.write_text(path.read_text("utf-8").replace('"TC03"', '"TC30"'), encoding="utf-8")
    run = chuyenhoa("--lang", "en", "import", "a.csv")
    assert run.returncode == 1
    assert (
        f"{path.relative_to(tmp_path)}:6:54 unknown_criterion There is no criterion “TC30”."
        in run.stderr
    )
    (tmp_path / "b.csv").write_text("Area,TC04 2023-H1\nPhìn Hồ,0\n", encoding="utf-8")
    assert chuyenhoa("import", "b.csv").returncode == 0


def test_names_of_profiles_are_completed(chuyenhoa: Program, tmp_path: Path) -> None:
    keep(chuyenhoa, tmp_path)
    run = chuyenhoa(
        env={
            "_CHUYENHOA_COMPLETE": "complete_bash",
            "COMP_WORDS": "chuyenhoa profiles show h",
            "COMP_CWORD": "3",
        }
    )
    assert run.stdout.split() == ["huyen"]
