"""Makes the pictures of the user guide, from the example year: `make screenshots`.

Opens an office of its own in a temporary folder, signs in as its technician, and leaves the
pictures in docs/guide/images.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "guide" / "images"
PORT = 8791
ADDRESS = f"http://localhost:{PORT}"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PAGES = {
    "mesa": "/",
    "entidades": "/entidades/",
    "grupo": "/grupos/1/",
    "convenio": "/convenios/1/",
    "publicaciones": "/publicaciones/",
    "lecturas": "/lecturas/",
    "impactos": "/impactos/?year=2024",
    "evento": "/eventos/?q=greencities",
    "proyecto": "/proyectos/",
    "balance": "/balance/2024/",
    "cifra": "/balance/2024/cifras/territories.worked/",
    "necesidades": "/necesidades/",
    "capturar-movil": "/capturar/",
}


def main() -> None:
    home = tempfile.mkdtemp(prefix="lonja-pictures-")
    environment = {**os.environ, "LONJA_HOME": home, "PORT": str(PORT)}
    office = subprocess.Popen([sys.executable, "-m", "lonja", "serve"], env=environment)
    try:
        _wait()
        IMAGES.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or os.environ["CHROMIUM"],
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            context = browser.new_context(locale="es-ES", viewport=DESKTOP, color_scheme="light")
            page = context.new_page()
            _sign_in(page, Path(home) / "acceso.txt")
            for name, address in PAGES.items():
                page.set_viewport_size(PHONE if name.endswith("-movil") else DESKTOP)
                page.goto(ADDRESS + address)
                page.screenshot(path=IMAGES / f"{name}.png")
            browser.close()
    finally:
        office.terminate()
        office.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _wait() -> None:
    """Until the office answers; a busy machine takes minutes to write the example year."""
    for _ in range(1200):
        try:
            urllib.request.urlopen(ADDRESS, timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The office does not open.")


def _sign_in(page: Page, access: Path) -> None:
    """With the address and the password that the example leaves in its folder."""
    words = access.read_text().split()
    email = next(word for word in words if "@" in word)
    password = words[words.index("contraseña") + 1]
    page.goto(f"{ADDRESS}/cuenta/login/")
    page.get_by_text("Entrar con contraseña").click()
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ADDRESS}/")


if __name__ == "__main__":
    main()
