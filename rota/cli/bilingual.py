"""Commands in two languages: click parses, every word a person reads is ours.

A command is built for one language, chosen before anything is parsed; click's own words never show.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from rota.cli.misuse import BAD_VALUE, NO_COMMAND, TOO_MANY, Misuse, meant, named
from rota.cli.session import Session
from rota.words import Lang, Text

Run = Callable[..., int]
"""What a command does: it is given the session and its parameters, and answers the exit code."""


if TYPE_CHECKING:
    _ParamType = click.ParamType[object]
else:
    _ParamType = click.ParamType


class Kind(_ParamType):
    """A value read by a function of ours, which raises ValueError when it cannot."""

    def __init__(self, metavar: str, wanted: Text, reader: Callable[[str], object], lang: Lang) -> None:
        self.name = metavar
        self.wanted, self.reader, self.lang = wanted, reader, lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value, or a refusal that says what is wanted."""
        if not isinstance(value, str):
            return value
        try:
            return self.reader(value)
        except ValueError:
            raise Misuse(
                BAD_VALUE, ctx, param=named(param), value=value[:60], wanted=self.wanted.say(self.lang)
            ) from None


class Option(click.Option):
    """An option whose help is all that is said of it."""

    def __init__(self, names: Sequence[str], help_text: str, **more: Any) -> None:
        super().__init__(list(names), help=help_text, **more)
        self.help_text = help_text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:  # noqa: ARG002 (click's signature)
        """Names with their metavar, and the help."""
        names = ", ".join(self.opts)
        return (names if self.is_flag else f"{names} {self.type.name}"), self.help_text


class Argument(click.Argument):
    """A positional argument with a line of help."""

    def __init__(self, name: str, help_text: str, **more: Any) -> None:
        super().__init__([name], **more)
        self.help_text = help_text
        self.shown = self.human_readable_name


class Command(click.Command):
    """A command of one language."""

    def __init__(
        self, name: str, session: Session, about: Text, *, params: Sequence[click.Parameter], run: Run
    ) -> None:
        def callback(**values: object) -> int:
            return run(session, **values)

        super().__init__(
            name,
            params=[*params, *common(session)],
            callback=callback,
            help=about.say(session.lang),
            add_help_option=False,
        )
        self.session = session

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What click does, with our words for what is too much."""
        ctx.allow_extra_args = True
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise Misuse(TOO_MANY, ctx, extra=" ".join(rest)[:60])
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, purpose, arguments, options."""
        _write_help(self, self.session.lang, ctx, formatter)


class Group(click.Group):
    """Commands that are imported when they are called, so that the first help comes at once."""

    def __init__(
        self, name: str, session: Session, about: Text, verbs: Mapping[str, tuple[str, Text]]
    ) -> None:
        super().__init__(
            name,
            params=common(session),
            help=about.say(session.lang),
            add_help_option=False,
            no_args_is_help=False,
            invoke_without_command=True,
            subcommand_metavar=SUBCOMMAND.say(session.lang),
        )
        self.session, self.verbs = session, verbs

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What click does, with the place of what is wrong."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """The command asked; the help where none is."""
        if not (ctx.args or ctx._protected_args):  # noqa: SLF001 (click has no public name for it)
            self.session.write(ctx.get_help())
            return 0
        return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Names in the order in which the work goes."""
        return list(self.verbs)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """The command, built for the language of the session."""
        if cmd_name not in self.verbs:
            return None
        module, _ = self.verbs[cmd_name]
        built = import_module(module).command(self.session)
        assert isinstance(built, click.Command)
        return built

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first argument."""
        found = self.get_command(ctx, args[0])
        if found is None:
            near = get_close_matches(args[0], self.verbs, n=1, cutoff=0.5)
            raise Misuse(
                NO_COMMAND,
                ctx,
                name=args[0][:60],
                meant=meant(near, self.session.lang),
                known=", ".join(self.verbs),
            )
        return args[0], found, args[1:]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, purpose, commands, options."""
        _write_help(self, self.session.lang, ctx, formatter)


@contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    """Tells which command an option was wrong for, where click’s parser does not."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def common(session: Session) -> list[click.Parameter]:
    """The options that every command has."""
    lang = session.lang

    def show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            session.write(ctx.get_help())
            ctx.exit()

    return [
        Option(
            ["--lang"],
            LANG_HELP.say(lang),
            type=Kind("fr|en", Text("fr ou en", "fr or en"), Lang, lang),
            expose_value=False,
            is_eager=True,
        ),
        Option(
            ["--help", "-h"],
            HELP_HELP.say(lang),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show_help,
        ),
    ]


def _write_help(
    command: click.Command, lang: Lang, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=USAGE.say(lang))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    arguments = [param for param in command.params if isinstance(param, Argument)]
    options = [param for param in command.params if isinstance(param, Option)]
    _write_rows(formatter, ARGUMENTS.say(lang), [(param.shown, param.help_text) for param in arguments])
    if isinstance(command, Group):
        _write_rows(
            formatter,
            COMMANDS.say(lang),
            [(name, short.say(lang)) for name, (_, short) in command.verbs.items()],
        )
    _write_rows(formatter, "Options", [param.get_help_record(ctx) for param in options])


def _write_rows(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


USAGE = Text("Utilisation : ", "Usage: ")
SUBCOMMAND = Text("COMMANDE …", "COMMAND …")
ARGUMENTS = Text("Arguments", "Arguments")
COMMANDS = Text("Commandes", "Commands")
LANG_HELP = Text("Langue ; celle du système par défaut.", "Language; that of the system by default.")
HELP_HELP = Text("Montrer cette aide.", "Show this help.")
