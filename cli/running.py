"""Serving, and a school to begin with."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

import demo
import serving
from accounts import setup
from accounts import store as accounts
from cli.common import fails_clearly
from core.db import step
from core.errors import Refused


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@with_appcontext
def serve(host, port, workers):
    """Production server: web processes and the clock."""
    app = current_app._get_current_object()
    click.echo(f"Lắng Nghe: http://{host}:{port}/  (Ctrl+C để dừng)")
    if not accounts.has_school():
        token = setup.make_token(app.config["DATA_DIR"])
        click.echo(f"Chưa có trường nào. Mở /bat-dau và nhập mã thiết lập: {token}")
    serving.run(app, host=host, port=port, workers=workers)


school = AppGroup("school", help="Schools of this database.")


@school.command("create")
@click.option("--name", prompt="Tên trường")
@click.option("--superior", prompt="Cơ quan chủ quản (dòng đầu của văn bản)")
@click.option("--place", prompt="Địa danh trên văn bản")
@click.option("--receiver", prompt="Cơ quan nhận báo cáo")
@click.option("--admin-name", prompt="Họ và tên người quản trị")
@click.option("--admin-login", prompt="Tên đăng nhập của người quản trị")
@click.password_option("--admin-password", prompt="Mật khẩu (ít nhất 10 ký tự)")
@fails_clearly
def create_school(name, superior, place, receiver, admin_name, admin_login, admin_password):
    """A real school and its first administrator, without demo data."""
    with step():
        accounts.create_school(
            name=name, superior_body=superior, place=place, receivers=receiver,
            admin_name=admin_name, admin_login=admin_login, password=admin_password,
        )  # fmt: skip
    click.echo(f"Đã tạo {name}. Đăng nhập bằng tên {admin_login}.")


@click.command("demo")
@click.option("--households", default=220, show_default=True)
@click.option("--responses", default=None, type=int, help="Families that answer the open consultation.")
@click.option("--if-empty", is_flag=True, help="Do nothing, quietly, when there is a school already.")
@fails_clearly
@with_appcontext
def demo_command(households, responses, if_empty):
    """Fill an empty database with a realistic school, and print how to sign in."""
    if accounts.has_school():
        if not if_empty:
            raise Refused("Cơ sở dữ liệu đã có trường. Dữ liệu mẫu chỉ đưa vào cơ sở dữ liệu trống.")
        demo.print_sign_in(current_app.config["DATA_DIR"])
        return
    demo.fill(households=households, responses=responses)
    demo.print_sign_in(current_app.config["DATA_DIR"])
