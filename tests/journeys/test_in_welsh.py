"""A respondent goes the whole way in Welsh, in a browser that runs no JavaScript, on a wide screen and on a phone."""

from tests.browser import Journey

ROUND = "/cy/rounds/2012-13"


def test_somebody_responds_in_welsh_and_comes_back(browser_of_the_machine, consulting):
    with Journey(browser_of_the_machine, consulting, javascript=False) as someone:
        someone.open("/").follow("Cymraeg").sees("Bob blwyddyn mae comisiynydd cyhoeddus yn penderfynu")
        someone.follow("Dweud eich dweud").follow("Ymateb i", exact=False).press("Dechrau")
        code = someone.page.locator(".app-receipt__code").inner_text()
        says_who_it_is(someone)
        says_what_it_thinks(someone)
        someone.open(f"{ROUND}/respond/sections").follow("Gwiriwch eich atebion")
        someone.sees("Dafydd Puw", "Anghytuno", "Dau wely arall ym mhob hostel.")
        someone.press("Anfon eich ymateb").sees("Ymateb wedi'i anfon", code)
        someone.press("Ei anghofio yn y porwr hwn")
        someone.follow("Dewch yn ôl at ymateb").fill("Eich cod derbynneb", "ABCD-EFGH-JKMN-PQRS-TVWX")
        someone.press("Parhau").sees("Mae problem")
        someone.fill("Eich cod derbynneb", code).press("Parhau").sees("Newid eich ymateb")
        assert someone.page.locator("html").get_attribute("lang") == "cy"
        someone.follow("English").sees("Change your response")


def says_who_it_is(someone):
    someone.follow("Pwy ydych chi").press("Cadw a pharhau").sees("Mae problem", "Rhowch eich enw")
    assert someone.page.get_by_label("Cymraeg", exact=True).is_checked()
    someone.fill("Eich enw", "Dafydd Puw").choose("Drosof fy hun").choose("Cymru")
    someone.choose("Cewch, ond heb fy enw").press("Cadw a pharhau")


def says_what_it_thinks(someone):
    someone.open(f"{ROUND}/respond/CM-10").press("Cadw a pharhau").sees("Dewiswch a ydych yn cytuno")
    someone.choose("Rwy'n anghytuno").fill("Eich sylw", "Dau wely arall ym mhob hostel.").press("Cadw a pharhau")
    someone.open(f"{ROUND}/respond/EQ-2").fill("Eich sylw", "Gofynnwch i bobl.").press("Cadw a dod yn ôl yn nes ymlaen")
