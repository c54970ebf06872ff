"""The public command line. What prints data takes --json; a wrong file is one line and exit code 2."""

from cli import keeping, running, taking, telling

COMMANDS = (
    running.serve, running.school, running.demo_command, taking.draft, taking.people, taking.codes,
    taking.feedback, telling.summary, telling.letter, telling.export, telling.themes, keeping.verify_command,
    keeping.envelopes, keeping.photos, keeping.backup_command, keeping.restore_command,
)  # fmt: skip


def init_app(app):
    for command in COMMANDS:
        app.cli.add_command(command)
