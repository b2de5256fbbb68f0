"""Makes the pictures of the user guide, from the example year: `make screenshots`.

Opens an office of its own in a temporary folder, signs in as its technician, and leaves the
pictures in docs/guide/images.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
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
ENCOUNTER = """
import json
from django.utils import timezone
from lonja.accounts import links
from lonja.matching import fitting
from lonja.matching.domain import digesting, following_up
from lonja.matching.models import FollowUp, Meeting, Need, Sounding
from lonja.matching.models import Subscription
from lonja.matching.queries import sides

met = Meeting.objects.filter(stage="agreed").select_related("follows__need").latest("date")
need = Need.objects.filter(closed_on=None, candidates=None, fitting__gt=2).first()
need = need or Need.objects.filter(closed_on=None, candidates=None).latest("pk")
three = [one.member.pk for one in fitting.rank_need(need) if one.fits][:3]
asked = FollowUp.objects.filter(side="territory", answered_at=None).earliest("due_on")
digest = Subscription.objects.select_related("person").first()
print(json.dumps({
    "necesidad": f"/necesidades/{met.follows.need_id}/",
    "quien": f"/necesidades/{need.pk}/quien/",
    "consultar": f"/necesidades/{need.pk}/consultar/?" + "&".join(f"member={k}" for k in three),
    "presentacion": f"/presentaciones/{met.follows_id}/",
    "reunion": f"/reuniones/{met.pk}/",
    "seguimiento-movil": following_up.address_for(
        asked, sides.contact(asked.introduction, "territory").email, days=7
    ),
    "equidad": "/equidad/",
    "consulta-abierta": f"/consultas-abiertas/{Sounding.objects.latest('pk').pk}/",
    "pagina-de-asociado": f"/entidades/{met.follows.member_id}/pagina/",
    "pasaporte": f"/territorios/{met.follows.need.territory_id}/pasaporte/",
    "avisos-movil": links.address(
        "digest", links.make("digest", digest, digest.person.email, days=7, by=None)
    ),
    "captacion": "/captacion/",
}))
"""
"""Run within the office: {picture: address} of the encounter, of records that have much to show."""
COLOURS = 128


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
            for name, address in (PAGES | _encounter(environment)).items():
                page.set_viewport_size(PHONE if name.endswith("-movil") else DESKTOP)
                page.goto(urljoin(ADDRESS, address), wait_until="networkidle")
                page.screenshot(path=IMAGES / f"{name}.png")
                _lighten(IMAGES / f"{name}.png")
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


def _encounter(environment: dict[str, str]) -> dict[str, str]:
    told = subprocess.run(  # noqa: S603 (the command is ours)
        [sys.executable, "-m", "lonja", "shell", "--no-imports", "-c", ENCOUNTER],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(told.stdout.splitlines()[-1])


def _lighten(picture: Path) -> None:
    """Fewer colours, which nobody misses in a page, and a third of the bytes."""
    with Image.open(picture) as seen:
        drawn = seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    drawn.save(picture, optimize=True)


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
