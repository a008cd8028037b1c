"""What is wrong with a command, in our words: click’s own never show."""

from collections.abc import Sequence

import click

from rota.words import Lang, Text


class Misuse(click.UsageError):
    """The command was called wrongly."""

    def __init__(self, text: Text, ctx: click.Context | None = None, **values: object) -> None:
        super().__init__(text.en, ctx)
        self.text, self.values = text, values


def told(error: click.ClickException, lang: Lang) -> str:
    """What click found wrong, in our words."""
    match error:
        case Misuse():
            text = error.text.say(lang, **error.values)
        case click.MissingParameter():
            text = MISSING.say(lang, param=named(error.param))
        case click.NoSuchOption():
            near = [name for name in error.possibilities or () if name.startswith("--")][:1]
            text = NO_OPTION.say(lang, name=error.option_name[:60], meant=meant(near, lang))
        case click.BadOptionUsage():
            options = error.ctx.command.params if error.ctx else []
            flag = any(
                error.option_name in option.opts and option.nargs == 1 and getattr(option, "is_flag", False)
                for option in options
            )
            text = (NO_VALUE if flag else NEEDS_VALUE).say(lang, name=error.option_name)
        case _:
            text = error.format_message()
    text = "".join(letter if letter.isprintable() else "�" for letter in text)
    hint = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = "\n" + TRY.say(lang, command=f"{error.ctx.command_path} --help")
    return text + hint


def meant(near: Sequence[str], lang: Lang) -> str:
    """``Did you mean “plan”? ``, or nothing."""
    return MEANT.say(lang, near=near[0]) if near else ""


def named(param: click.Parameter | None) -> str:
    """How a parameter is called on the command line."""
    if param is None:
        return ""
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[0]


MISSING = Text("Il manque {param}.", "{param} is missing.")
TOO_MANY = Text("Argument en trop : {extra}", "One argument too many: {extra}")
NO_COMMAND = Text(
    "La commande « {name} » n’existe pas. {meant}Commandes : {known}.",
    "There is no command “{name}”. {meant}Commands: {known}.",
)
NO_OPTION = Text("L’option {name} n’existe pas. {meant}", "There is no option {name}. {meant}")
NEEDS_VALUE = Text("L’option {name} attend une valeur.", "The option {name} needs a value.")
NO_VALUE = Text("L’option {name} n’attend pas de valeur.", "The option {name} takes no value.")
BAD_VALUE = Text(
    "{param} : « {value} » refusé ; attendu : {wanted}.", "{param}: “{value}” refused; expected: {wanted}."
)
MEANT = Text("Vouliez-vous dire « {near} » ? ", "Did you mean “{near}”? ")
TRY = Text("Voir : {command}", "See: {command}")
