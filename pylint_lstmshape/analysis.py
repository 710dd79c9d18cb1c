"""The one door: `analyze(tree, settings)` gives facts and findings; every face calls this and nothing else.

What analyses is imported where there is something to analyse: most files that are linted have nothing to do with Keras.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from astroid import nodes
from astroid.exceptions import AstroidError

from pylint_lstmshape import disk
from pylint_lstmshape.interpreter import project, trees
from pylint_lstmshape.settings import Settings

if TYPE_CHECKING:
    from pylint_lstmshape.facts import Fact
    from pylint_lstmshape.fixes.edits import Source
    from pylint_lstmshape.fixes.proof import Examined
    from pylint_lstmshape.fixes.situation import Fix
    from pylint_lstmshape.interpreter.machine import World
    from pylint_lstmshape.keras.blueprints import Plan
    from pylint_lstmshape.outline import Outline
    from pylint_lstmshape.rules.base import Finding

# What `advised` may cost: analyses for a file, for a finding, and lines times analyses; and how many kinds it names.
MAX_ADVISED, MAX_ADVISED_EACH, MAX_ADVISED_LINES, MAX_KINDS = 16, 8, 4000, 3


alone = trees.alone


@dataclass(frozen=True)
class Analysis:
    """What is known of one module: findings in order of their place, the worlds they come from, the generations."""

    findings: tuple[Finding, ...] = ()
    worlds: tuple[World, ...] = ()
    generations: frozenset[int] = frozenset()

    @property
    def facts(self) -> list[Fact]:
        """The facts of all worlds."""
        return [recorded.fact for world in self.worlds for recorded in world.facts]

    def outline(self, file: str) -> Outline:
        """The models and arrays of the module in `file`, in the newest Keras generation that it may be for."""
        from pylint_lstmshape.outline import outline  # linting pays for none of it

        return outline(self.worlds, max(self.generations, default=3), file)

    def plans(self, file: str) -> list[Plan | str]:
        """How to build each model of the outline of `file` again, in its order; a str says why it cannot be."""
        from pylint_lstmshape.outline import plans

        return plans(self.worlds, max(self.generations, default=3), file)


def analyze(tree: nodes.Module, settings: Settings) -> Analysis:
    """Interpret `tree` and apply every rule. A module that has nothing to do with Keras costs a look at its imports."""
    file = Path(tree.file or "<stdin>")
    root = project.root_of(file)
    if not project.uses_keras(tree, file, root):
        return Analysis()
    from pylint_lstmshape.interpreter import loading, releases  # costs time that files without Keras need not spend
    from pylint_lstmshape.verdicts import verdicts

    settings = project.configured(settings, root)
    generations = releases.generations(tree, settings, root)
    explored = loading.explore(tree, settings, root, generations)
    return Analysis(tuple(verdicts(tree, str(file), explored, generations)), tuple(explored), generations)


def parse(source: Source, file: Path) -> nodes.Module | None:
    """The tree of a source that stands, or is to stand, in `file`; None where it is no Python."""
    names = [file.stem] if file.stem != "__init__" else []
    for folder in file.absolute().parents:
        if not disk.is_file(folder / "__init__.py"):
            break
        names.insert(0, folder.name)
    try:
        return trees.build(source.text, ".".join(names), str(file))
    except (AstroidError, RecursionError):
        return None


def fixes(source: Source, file: Path, settings: Settings, finding: Finding) -> Iterator[Fix]:
    """The fixes of a finding in `file`, best first, each proved when it is asked for: linting pays for none of it.

    Their edits are on `source` and on other modules of the project, as `settings.texts` has them.
    """
    from pylint_lstmshape.fixes import proof

    examine = _Examiner(source, file, settings)
    before = examine({str(file): source.text})
    if before is None or finding.fact is None:
        return
    problem = before.problem(finding.symbol, finding.fact)
    if problem is not None:
        yield from proof.Search(before, problem, examine).run()


def advised(source: Source, file: Path, settings: Settings, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, their advice the best fix that is proved, in code, and the names of others; the rule's own words
    where none is, and where they offer three repairs told apart by meaning that are all proved. Costs a few analyses
    a finding: none in a large file.
    """
    from pylint_lstmshape.fixes import choice, proof, telling

    left = min(MAX_ADVISED, MAX_ADVISED_LINES // max(len(source.lines), 1))
    if not left or not findings:
        return list(findings)
    examine = _Examiner(source, file, settings, with_importers=False)
    before = examine({str(file): source.text})
    told = []
    for finding in findings:
        problem = None if before is None else before.problem(finding.symbol, finding.fact)
        if before is not None and problem is not None and left > 0:
            search = proof.Search(before, problem, examine, min(left, MAX_ADVISED_EACH))
            found = list(islice(_first_of_kinds(search.run()), MAX_KINDS))
            left -= search.examined
            kinds = [one.kind for one in found]
            if found and not choice.is_proved(finding.advice, kinds):
                finding = replace(finding, advice=telling.tell(found[0], kinds[1:], before.places))
        told.append(finding)
    return told


def _first_of_kinds(found: Iterator[Fix]) -> Iterator[Fix]:
    kinds: set[str] = set()
    for fix in found:
        if fix.kind not in kinds:
            kinds.add(fix.kind)
            yield fix


class _Examiner:
    """Gives what the proof of a fix looks at: the analysis of one file, of which and of whose modules texts are given."""

    def __init__(self, source: Source, file: Path, settings: Settings, *, with_importers: bool = True) -> None:
        self._with_importers = with_importers
        self._source = source
        self._file = file
        self._settings = settings
        self._root = project.root_of(file)
        self._neighbours: dict[str, Counter[str]] = {}

    def __call__(self, texts: Mapping[str, str]) -> Examined | None:
        """None where the file's text is no Python."""
        from pylint_lstmshape.fixes.places import Places
        from pylint_lstmshape.fixes.proof import Examined, Problem

        source = self._source.with_text(texts[str(self._file)])
        tree = parse(source, self._file)
        if tree is None:
            return None
        settings = replace(self._settings, texts={**self._settings.texts, **texts})
        found = analyze(tree, settings)
        problems = tuple(Problem(one.symbol, one.fact) for one in found.findings if one.fact is not None)
        places = Places(str(self._file), (source, tree), lambda file: self._other(file, settings.texts))
        return Examined(texts, places, problems, found.facts, found.generations, lambda: self._harms(texts, settings))

    def _other(self, file: str, texts: Mapping[str, str]) -> tuple[Source, nodes.Module] | None:
        """Another module of the project, as far as it may be changed."""
        source = read(file, texts) if Path(file).is_relative_to(self._root) else None
        tree = None if source is None else parse(source, Path(file))
        return None if source is None or tree is None else (source, tree)

    def _harms(self, texts: Mapping[str, str], settings: Settings) -> bool:
        """Whether a module that was changed, or one that imports it, has findings that it had not.

        The importers are looked for among hundreds of files: for an edit, not for the words of a message.
        """
        if not self._with_importers:
            return False
        changed = [file for file in texts if file != str(self._file)]
        for file in project.importers(changed, self._root) if changed else ():
            if file != str(self._file):
                if file not in self._neighbours:
                    self._neighbours[file] = self._symbols(file, self._settings)
                if self._symbols(file, settings) - self._neighbours[file]:
                    return True
        return False

    def _symbols(self, file: str, settings: Settings) -> Counter[str]:
        source = read(file, settings.texts)
        tree = None if source is None else parse(source, Path(file))
        return Counter() if tree is None else Counter(one.symbol for one in analyze(tree, settings).findings)


def read(file: str, texts: Mapping[str, str]) -> Source | None:
    """The source in a file, its text as given; None where it cannot be read."""
    from pylint_lstmshape.fixes.edits import Source

    disk.read(Path(file))
    try:
        source = Source.decode(Path(file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None
    return source.with_text(texts[file]) if file in texts else source
