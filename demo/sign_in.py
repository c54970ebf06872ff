"""How to sign in to the demo, as each role."""

import json

import click

from accounts.rules import Role
from core import codes

FILE_NAME = "demo-sign-in.json"
ROLES = {
    "quan-tri": Role.ADMINISTRATOR,
    "hieu-truong": Role.PRINCIPAL,
    "phu-trach": Role.OFFICER,
    "giao-vien-1": Role.TEACHER,
    "van-thu": Role.EMPLOYEE,
    "cong-doan": Role.OBSERVER,
}


def print_sign_in(folder):
    """Print the sign-in of each role; says nothing for a school that is no demo."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    click.echo("\nTrường mẫu. Cách vào:")
    click.echo(f"  {Role.PARENT.label!s:<34} /vao         mã gia đình {codes.show(kept['family'])}")
    for login, password in kept["passwords"].items():
        click.echo(f"  {ROLES[login].label!s:<34} /dang-nhap   {login}   {password}")
    click.echo("")
