"""What Rasa is told: intents, examples, settings, and when a model is trained anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import adapt, settings, train

ROOT = Path(__file__).resolve().parent.parent.parent
RASA_KEEPS = {"back", "restart", "session_start", "nlu_fallback"}


def read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for family in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = family["examples"].splitlines()
            found.setdefault(family["intent"], []).extend(line.removeprefix("- ") for line in lines)
    return found


class TestIntents:
    def test_each_has_examples_and_each_example_an_intent(
        self, examples: dict[str, list[str]]
    ) -> None:
        assert set(examples) == set(read("domain.yml")["intents"])

    def test_each_has_enough_examples(self, examples: dict[str, list[str]]) -> None:
        assert [name for name, said in examples.items() if len(said) < 8] == []

    def test_nobody_says_one_thing_and_means_two(self, examples: dict[str, list[str]]) -> None:
        said = Counter(one.lower() for family in examples.values() for one in family)
        assert [one for one, times in said.items() if times > 1] == []

    def test_none_has_a_name_that_rasa_keeps_for_itself(
        self, examples: dict[str, list[str]]
    ) -> None:
        assert not RASA_KEEPS & set(examples)


class TestConfiguration:
    def test_the_guide_hears_whatever_no_rule_takes(self) -> None:
        (policy,) = read("config.yml")["policies"]
        assert policy["name"] == "RulePolicy"
        assert policy["core_fallback_action_name"] == "guide"
        assert list(read("domain.yml")["forms"]) == ["guide"]

    def test_rasa_has_one_door(self) -> None:
        assert list(read("engine/credentials.yml")) == ["rest"]


class TestSettings:
    def test_the_web_port_gives_the_others(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("BUYWELL_PORT", "9000")
        monkeypatch.setenv("BUYWELL_DATA_DIR", str(tmp_path))
        monkeypatch.delenv("BUYWELL_MODEL_CACHE", raising=False)
        found = settings.read()
        assert (found.port, found.actions_url) == (9001, "http://127.0.0.1:9002/webhook")
        assert found.models == tmp_path / "models"
        assert found.tracker_database == tmp_path / "engine.sqlite"

    @pytest.mark.parametrize("port", ["", "eighty", "80", "70000", "²"])
    def test_a_wrong_port_ends_the_start_with_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
    ) -> None:
        monkeypatch.setenv("BUYWELL_PORT", port)
        with pytest.raises(SystemExit) as ended:
            settings.read()
        assert ended.value.code == 2
        assert capsys.readouterr().err == (
            "BUYWELL_PORT is wrong: expected a number from 1024 to 65533.\n"
        )


def test_another_rasa_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(adapt, "version", lambda _package: "3.6.22")
    with pytest.raises(SystemExit) as ended:
        adapt.adapt()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "Expected Rasa 3.6.21, found 3.6.22. Run: make setup\n"


class TestFingerprint:
    @pytest.fixture
    def copy(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "data" / "nlu").mkdir(parents=True)
        (tmp_path / "config.yml").write_text("language: en\n")
        (tmp_path / "data" / "nlu" / "manners.yml").write_text("nlu: []\n")
        monkeypatch.setattr(train, "ROOT", tmp_path)
        return tmp_path

    def test_it_stays_while_nothing_changes(self, copy: Path) -> None:
        before = train.fingerprint()
        (copy / "README.md").write_text("words\n")
        assert train.fingerprint() == before

    @pytest.mark.parametrize("changed", ["config.yml", "data/nlu/manners.yml", "data/nlu/new.yml"])
    def test_it_changes_with_what_a_model_is_made_of(self, copy: Path, changed: str) -> None:
        before = train.fingerprint()
        (copy / changed).write_text("version: '3.1'\n")
        assert train.fingerprint() != before

    def test_it_changes_when_a_file_gets_another_name(self, copy: Path) -> None:
        before = train.fingerprint()
        (copy / "data" / "nlu" / "manners.yml").rename(copy / "data" / "nlu" / "other.yml")
        assert train.fingerprint() != before
