"""Signing in, being refused, being slowed down, and the way out."""

from __future__ import annotations

import pytest

from casefile.app import Casefile, create_app
from casefile.auth import attempts, links, people, sessions
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.errors import Unauthenticated
from casefile.event import clock_us
from casefile.store.database import Database
from tests.web.conftest import OWN, PASSWORD, Enter, Visitor, words


def test_page__without_a_session__leads_to_sign_in_and_back(app: Casefile, enter: Enter) -> None:
    enter(Role.PARALEGAL)
    visitor = Visitor(app)
    answer = visitor.get("/parties/doe?as_of=2023-03-01", 303)
    assert answer.location == "/sign-in?next=/parties/doe?as_of%3D2023-03-01"

    given = {"name": "Paralegal", "password": PASSWORD, "next": "/parties/doe?as_of=2023-03-01"}
    back = visitor.client.post("/sign-in", data=given, headers=OWN)
    assert (back.status_code, back.location) == (303, "/parties/doe?as_of=2023-03-01")


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_sign_in__asked_to_lead_elsewhere__leads_home(
    app: Casefile, enter: Enter, wanted: str
) -> None:
    enter(Role.PARALEGAL)
    given = {"name": "paralegal", "password": PASSWORD, "next": wanted}
    answer = Visitor(app).client.post("/sign-in", data=given, headers=OWN)
    assert answer.location == "/"


@pytest.mark.parametrize("name", ["paralegal", "nobody"])
def test_sign_in__wrong_password_or_name__says_the_same(
    app: Casefile, enter: Enter, name: str
) -> None:
    enter(Role.PARALEGAL)
    answer = Visitor(app).sign_in(name, "wrong horse battery", 422)
    assert "The name and the password do not belong together." in words(answer)
    assert "<title>Error: Sign in" in answer.get_data(as_text=True)


def test_cookie__over_tls__is_secure_and_of_this_host_alone(app: Casefile, enter: Enter) -> None:
    enter(Role.PARALEGAL)
    given = {"name": "paralegal", "password": PASSWORD}
    over_tls = {"base_url": "https://casefile.test"}
    answer = app.test_client().post("/sign-in", data=given, headers=OWN, **over_tls)
    [kept] = [one for one in answer.headers.getlist("Set-Cookie") if "casefile=" in one]
    assert kept.startswith("__Host-casefile=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(kept.split("; "))

    plain = Visitor(app).sign_in("paralegal").headers.getlist("Set-Cookie")
    assert all("HttpOnly" in one and "SameSite=Lax" in one for one in plain)


def test_form__of_another_site_or_session__does_nothing(visitor: Visitor) -> None:
    token = visitor.hidden()
    cross = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
    for headers in cross:
        assert visitor.client.post("/sign-out", data=token, headers=headers).status_code == 403
    other = {"form_token": sessions.form_token("another")}
    for data in (other, {}):
        assert visitor.client.post("/sign-out", data=data, headers=OWN).status_code == 403
    visitor.get("/you")

    visitor.post("/sign-out")
    visitor.get("/you", 303)


def test_session__ended_elsewhere_or_with_its_person__is_worth_nothing(
    app: Casefile, visitor: Visitor, database: Database
) -> None:
    elsewhere = Visitor(app)
    elsewhere.sign_in("paralegal")
    person = people.called(database, "paralegal")
    mine, theirs = (one.session_id for one in reversed(sessions.of_person(database, person[0])))
    visitor.post(f"/you/sessions/{theirs}/end")
    elsewhere.get("/you", 303)
    visitor.get("/you")
    assert [one.session_id for one in sessions.of_person(database, person[0])] == [mine]

    people.end(database, person.person_id)
    visitor.get("/you", 303)
    Visitor(app).sign_in("paralegal", status=422)


def test_session__of_somebody_else__is_not_ended(enter: Enter, database: Database) -> None:
    admin, auditor = enter(Role.ADMIN), enter(Role.AUDITOR)
    person = people.called(database, "admin")
    [theirs] = sessions.of_person(database, person.person_id)
    auditor.post(f"/you/sessions/{theirs.session_id}/end", 404)
    admin.get("/you")


def test_link__of_an_empty_office__makes_its_admin_once(app: Casefile, database: Database) -> None:
    link = links.make(database, None)
    visitor = Visitor(app)
    assert "first person" in visitor.reads(f"/sign-in/link?link={link}")
    visitor.post("/sign-in/link", 422, link=link, name="Ann", password="short")
    visitor.post("/sign-in/link", link=link, name="Ann", password=PASSWORD)
    assert "Admin" in visitor.reads("/you")

    Visitor(app).get(f"/sign-in/link?link={link}", 401)
    Visitor(app).sign_in("ann")


def test_link__a_newer_one__ends_the_one_before(database: Database) -> None:
    person = people.add(database, "Ann", Role.PARALEGAL)
    first, second = (links.make(database, person.person_id) for _ in range(2))
    assert links.whose(database, second) == person.person_id
    with pytest.raises(Unauthenticated, match="newer"):
        links.whose(database, first)


def test_link__opened_and_not_sent__is_not_used_up(app: Casefile, database: Database) -> None:
    person = people.add(database, "Ann", Role.PARALEGAL)
    link = links.make(database, person.person_id)
    for _ in range(2):
        Visitor(app).get(f"/sign-in/link?link={link}")
    Visitor(app).post("/sign-in/link", link=link)


def guess(visitor: Visitor, times: int) -> list[int]:
    """Return what some wrong passwords are answered with."""
    given = {"name": "paralegal", "password": "wrong horse battery"}
    return [
        visitor.client.post("/sign-in", data=given, headers=OWN).status_code for _ in range(times)
    ]


def test_guesses__too_many_from_one_place__wait_there_and_nowhere_else(
    app: Casefile, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = enter(Role.PARALEGAL)
    assert guess(Visitor(app), 6) == [422] * 5 + [429]
    Visitor(app).sign_in("paralegal", status=429)  # a new browser behind the same address

    owner.post("/sign-out")
    owner.sign_in("paralegal")  # the desk at which its owner has sat before

    elsewhere = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    given = {"name": "paralegal", "password": PASSWORD}
    answer = app.test_client().post("/sign-in", data=given, headers=OWN, **elsewhere)
    assert answer.status_code == 303

    later = clock_us() + 11 * attempts.SECOND_US
    monkeypatch.setattr("casefile.auth.attempts.clock_us", lambda: later)
    Visitor(app).sign_in("paralegal")


def test_guesses__many_from_everywhere__cost_time_but_lock_nobody_out(
    database: Database,
) -> None:
    people.add(database, "Ann", Role.PARALEGAL)
    costs = [
        attempts.begin(database, "ann", f"192.0.2.{number}", on_known_device=False).cost
        for number in range(30)
    ]
    assert costs[:10] == [0.0] * 10
    assert costs[10:12] == [0.1, 0.2]
    assert costs[-1] == attempts.LONGEST_COST
    assert attempts.begin(database, "ann", "desk", on_known_device=True).cost == 0.0


def test_password__changed__ends_the_other_sessions(app: Casefile, visitor: Visitor) -> None:
    elsewhere = Visitor(app)
    elsewhere.sign_in("paralegal")
    new = "another horse battery"
    visitor.post("/you/password", 422, now="wrong horse battery", new=new)
    visitor.post("/you/password", 422, now=PASSWORD, new="short")
    visitor.post("/you/password", now=PASSWORD, new=new)
    elsewhere.get("/you", 303)
    visitor.get("/you")
    Visitor(app).sign_in("paralegal", new)


def test_password__in_the_database__is_argon2id_alone(enter: Enter, database: Database) -> None:
    enter(Role.PARALEGAL)
    with database.read() as connection:
        [kept] = connection.execute(people.people.select()).all()
    assert kept.password_hash.startswith("$argon2id$")
    assert PASSWORD not in str(kept)


def test_proxy__in_front__says_that_it_is_tls_and_who_asks(
    database: Database, database_url: str
) -> None:
    app = create_app(Config(database_url=database_url, proxies=1), database)
    person = people.add(database, "Ann", Role.PARALEGAL)
    people.set_password(database, person.person_id, PASSWORD)
    said = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7", "X-Forwarded-Proto": "https"}
    given = {"name": "ann", "password": PASSWORD}
    answer = app.test_client().post("/sign-in", data=given, headers=OWN | said)
    assert "__Host-casefile=" in answer.headers["Set-Cookie"]
    [session] = sessions.of_person(database, person.person_id)
    assert session.address == "192.0.2.7"


def test_address__that_nobody_was_told_to_believe__is_not(
    app: Casefile, enter: Enter, database: Database
) -> None:
    enter(Role.PARALEGAL)
    said = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    given = {"name": "paralegal", "password": PASSWORD}
    answer = app.test_client().post("/sign-in", data=given, headers=OWN | said)
    assert "__Host-" not in answer.headers["Set-Cookie"]
    newest = sessions.of_person(database, people.called(database, "paralegal").person_id)[0]
    assert newest.address == "127.0.0.1"


def test_session__past_its_hours__is_worth_nothing(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock_us() + 12 * 3_600 * attempts.SECOND_US
    monkeypatch.setattr("casefile.auth.sessions.clock_us", lambda: later)
    visitor.get("/you", 303)


def test_link__past_its_day__is_worth_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = links.make(database, None)
    later = clock_us() + 24 * 3_600 * attempts.SECOND_US
    monkeypatch.setattr("casefile.auth.links.clock_us", lambda: later)
    with pytest.raises(Unauthenticated, match="expired"):
        links.whose(database, link)


def test_link__of_the_first_person__is_worth_nothing_once_there_is_one(database: Database) -> None:
    link = links.make(database, None)
    people.add(database, "Ann", Role.ADMIN)
    with pytest.raises(Unauthenticated, match="nobody any more"):
        links.whose(database, link)


def test_link__of_the_first_person_used_by_two__lets_one_in(
    app: Casefile, database: Database
) -> None:
    link = links.make(database, None)
    Visitor(app).post("/sign-in/link", 422, link=link, name=" ", password=PASSWORD)
    links.use(database, link)
    with pytest.raises(Unauthenticated, match="has been used"):
        links.use(database, link)
    assert not people.has_anybody(database)


def test_link__opened_by_whoever_is_signed_in_as_somebody_else__lets_in(
    visitor: Visitor, database: Database
) -> None:
    person = people.add(database, "Ann", Role.AUDITOR)
    link = links.make(database, person.person_id)
    page = visitor.get(f"/sign-in/link?link={link}").get_data(as_text=True)
    assert 'name="form_token" value="' in page
    visitor.post("/sign-in/link", link=link)
    assert visitor.reads("/you").count("Ann") >= 2
