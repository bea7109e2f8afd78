"""Questions asked on a terminal until the answers will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

from kbsite.cli.context import Context
from kbsite.editing.begin import begin
from kbsite.editing.draft import Draft, problems_of
from kbsite.editing.naming import resolved
from kbsite.editing.questions import ONE_OF, QUESTIONS, Question, known
from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.entries import BAD_NAME, GOOD_NAME, is_id
from kbsite.records.suggest import DID_YOU_MEAN, nearest
from kbsite.words import Words

SHOWN = 12
"""Choices that are shown before anybody asks for them."""
SHOWN_WHEN_LOST = 100
"""Choices that are shown after an answer that is none of them."""
STAND_IN = "stand-in"
MADE_BY_THE_WAY = ("speaker", "technique")


class Unanswered(Exception):
    """An answer is missing or wrong, and nobody may be asked; holds what to say."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.say("en"))
        self.words = words


@dataclass
class Interview:
    """The answers for new records: from options, from defaults, and from somebody at the terminal if `asks`."""

    context: Context
    catalog: Catalog
    asks: bool
    made: dict[str, Draft] = field(default_factory=dict)
    """Records that other answers needed, by kind and id."""

    def answers(self, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every answer for a record of a kind. Raises Unanswered."""
        answers: dict[str, Any] = {}
        for question in QUESTIONS[kind]:
            answer = given.get(question.key) or self._open(kind, question, answers, given)
            if answer:
                answers[question.key] = self._settled(kind, question, answer, answers)
            while (
                self.asks
                and question.asked
                and question.key in answers
                and not question.of
                and (wrong := self._wrong(kind, question.key, answers))
            ):
                for problem in wrong:
                    self.context.say(TOLD.fill(what=problem.message, cure=problem.cure) if problem.cure else problem.message)
                answers.pop(question.key)
                if answer := self._open(kind, question, answers, given):
                    answers[question.key] = self._settled(kind, question, answer, answers)
        return answers

    def _wrong(self, kind: str, key: str, answers: Mapping[str, Any]) -> list[Problem]:
        """What the check has against an answer: told while it can be mended, not when all is answered."""
        filled = self._stand_ins(kind)

        def errors(given: Mapping[str, Any]) -> list[Problem]:
            begun = begin(self.catalog.project, kind, {**filled, **given})
            return [problem for problem in problems_of(self.catalog, [*self.made.values(), begun]) if problem.severity == "error"]

        before = {(problem.rule, problem.message) for problem in errors({name: value for name, value in answers.items() if name != key})}
        return [problem for problem in errors(answers) if (problem.rule, problem.message) not in before]

    def _stand_ins(self, kind: str) -> dict[str, Any]:
        """Something in the place of every answer that a record cannot do without, so that its rules look at the others."""
        found: dict[str, Any] = {}
        for question in QUESTIONS[kind]:
            if question.needed or any(question.key == keys[-1] for keys in ONE_OF):
                choices = known(self.catalog, question, kind)
                default = question.default(self.catalog, found) if question.default else ""
                found[question.key] = [*choices, default or STAND_IN][0]
                if question.many:
                    found[question.key] = [found[question.key]]
        return found

    def _open(self, kind: str, question: Question, answers: Mapping[str, Any], given: Mapping[str, Any]) -> Any:
        default = question.default(self.catalog, {**given, **answers}) if question.default else ""
        if not self.asks and question.claim:
            default = ""
        if not self.asks or not question.asked:
            if self._is_needed(question, answers) and not default:
                option = " / ".join(f"--{key}" for key in next((keys for keys in ONE_OF if keys[-1] == question.key), (question.key,)))
                raise Unanswered(NEEDED.fill(option=option, what=question.says))
            return ([default] if question.many else default) if question.needed else None
        self._show(question.offers(self.catalog, answers) if question.offers else known(self.catalog, question, kind), SHOWN)
        while True:
            said = click.prompt(question.says.say(self.context.language), default=default, show_default=bool(default), err=True).strip()
            if said or not self._is_needed(question, answers):
                return [part.strip() for part in said.split(",") if part.strip()] if question.many else said
            self.context.say(NEEDED_HERE)

    def _show(self, choices: Sequence[str], most: int) -> None:
        if 0 < len(choices) <= most:
            self.context.say(ONE_OF_THESE.fill(choices=", ".join(choices)))

    def _settled(self, kind: str, question: Question, answer: Any, answers: Mapping[str, Any]) -> Any:
        """The answer with every name in it known."""
        if question.many:
            return [self._named(kind, question, each, answers) for each in answer]
        return self._named(kind, question, answer, answers)

    def _named(self, kind: str, question: Question, answer: str, answers: Mapping[str, Any]) -> str:
        if question.key in ("id", "words") and not is_id(answer):
            return self._again(question, answer, TOLD.fill(what=BAD_NAME.fill(name=answer), cure=GOOD_NAME), kind, answers)
        if not question.of:
            return answer
        choices = [*known(self.catalog, question, kind), *(id_.partition("/")[2] for id_ in self.made if id_.startswith(question.of))]
        found = resolved(self.catalog, question.of, answer, choices)
        if found is not None:
            return found
        near = nearest(answer, choices)
        unknown = UNKNOWN.fill(name=answer)
        if not self.asks:
            cure = DID_YOU_MEAN.fill(name=near) if near else MAKE_IT if question.of in QUESTIONS else CHOOSE
            raise Unanswered(TOLD.fill(what=unknown, cure=cure))
        self.context.say(unknown)
        if near and click.confirm(DID_YOU_MEAN.fill(name=near).say(self.context.language), default=True, err=True):
            return near
        if question.of in MADE_BY_THE_WAY and click.confirm(MAKE.fill(name=answer).say(self.context.language), default=True, err=True):
            return self._make(question.of, answer, answers)
        self._show(choices, SHOWN_WHEN_LOST)
        return self._again(question, answer, ANOTHER, kind, answers)

    def _again(self, question: Question, answer: str, words: Words, kind: str, answers: Mapping[str, Any]) -> str:
        if not self.asks:
            raise Unanswered(words)
        self.context.say(words)
        said = click.prompt(question.says.say(self.context.language), err=True).strip()
        return self._named(kind, question, said, answers)

    def _make(self, kind: str, name: str, answers: Mapping[str, Any]) -> str:
        """A record by the way; its sources are those of the record it is for, as far as they are known."""
        self.context.say(ABOUT.fill(name=name))
        given = {"id": name} if is_id(name) else {"name-ko" if any("가" <= letter <= "힣" for letter in name) else "name-en": name}
        return self.make(kind, self.answers(kind, {**given, "source": answers.get("source")}))

    def make(self, kind: str, answers: Mapping[str, Any]) -> str:
        """Begin a record that another one needs; its id."""
        self.made[f"{kind}/{answers['id']}"] = begin(self.catalog.project, kind, answers)
        return str(answers["id"])

    def _is_needed(self, question: Question, answers: Mapping[str, Any]) -> bool:
        """Whether a record cannot do without it; of two titles, the last that could be given."""
        last = next((keys for keys in ONE_OF if keys[-1] == question.key), ())
        return question.needed or (bool(last) and not any(key in answers for key in last))


ONE_OF_THESE = Words("one of: {choices}", "다음 중 하나: {choices}")
NEEDED = Words("{option} is needed: {what}", "{option}이/가 필요합니다: {what}")
NEEDED_HERE = Words("an answer is needed here", "여기에는 답이 필요합니다")
TOLD = Words("{what}: {cure}", "{what}. {cure}")
UNKNOWN = Words("'{name}' is not known", "'{name}'은/는 모르는 이름입니다")
MAKE_IT = Words("make its record first, with `kbsite new`", "먼저 `kbsite new`로 그 기록을 만드세요")
CHOOSE = Words("choose one that exists", "있는 것 중에서 고르세요")
MAKE = Words("make a record for '{name}'?", "'{name}'의 기록을 만들까요?")
ANOTHER = Words("then another one:", "그러면 다른 것을 적으세요:")
ABOUT = Words("about '{name}':", "'{name}'에 대하여:")
