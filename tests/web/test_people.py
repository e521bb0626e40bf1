"""The admin's page of people, and one's own tokens."""

from __future__ import annotations

import re

from casefile.app import Casefile
from casefile.auth import people, tokens
from casefile.auth.roles import Role
from casefile.store.database import Database
from tests.web.conftest import PASSWORD, Enter, Visitor, words


def test_person__added_by_an_admin__comes_in_by_the_link(app: Casefile, enter: Enter) -> None:
    admin = enter(Role.ADMIN)
    page = admin.post("/people", 200, name="Ben Ode", role="paralegal")
    link = re.search(r"/sign-in/link\?link=[\w-]+", page.get_data(as_text=True))
    assert link
    ben = Visitor(app)
    ben.get(link[0])
    ben.post("/sign-in/link", link=link[0].partition("=")[2], password=PASSWORD)
    assert "Paralegal" in ben.reads("/you")
    assert "There is somebody called ben ode already." in words(
        admin.post("/people", 422, name="ben ode", role="paralegal")
    )


def test_people__for_whoever_is_no_admin__are_not_there(visitor: Visitor) -> None:
    assert "This needs the role admin; you have paralegal." in visitor.reads("/people", 403)
    visitor.post("/people", 403, name="Eve", role="admin")


def test_person__ended__has_no_session_and_no_token_any_more(
    enter: Enter, database: Database
) -> None:
    admin, auditor = enter(Role.ADMIN), enter(Role.AUDITOR)
    auditor.post("/you/tokens", 200, label="script", role="auditor", days="30")
    person = people.called(database, "auditor")
    admin.post(f"/people/{person.person_id}/end")
    auditor.get("/you", 303)
    assert [one.revoked_at is not None for one in tokens.list_tokens(database)] == [True]
    assert "signs in no more" in admin.reads("/people")
    me = people.called(database, "admin")
    assert "cannot end yourself" in words(admin.post(f"/people/{me.person_id}/end", 422))


def test_token__of_ones_own__is_shown_once_and_revoked(
    visitor: Visitor, database: Database
) -> None:
    page = words(visitor.post("/you/tokens", 200, label="script", role="auditor", days="30"))
    text = re.search(r"casefile_[\w-]+", page)
    assert text
    assert tokens.who(database, text[0]) == ("paralegal", Role.AUDITOR)
    assert text[0] not in visitor.reads("/you/tokens")
    [one] = tokens.list_tokens(database)
    visitor.post(f"/you/tokens/{one.token_id}/revoke")
    assert tokens.list_tokens(database)[0].revoked_at


def test_token__of_a_higher_role_or_of_somebody_else__is_refused(
    visitor: Visitor, database: Database
) -> None:
    visitor.post("/you/tokens", 403, label="", role="attorney", days="30")
    visitor.post("/you/tokens", 422, label="", role="nothing", days="30")
    visitor.post("/you/tokens", 422, label="", role="auditor", days="0")
    text = tokens.issue(database, "somebody else", Role.AUDITOR, days=1)
    visitor.post("/you/tokens/1/revoke", 404)
    assert tokens.who(database, text)


def test_person__signed_out_by_an_admin__has_no_session_and_may_sign_in_again(
    app: Casefile, enter: Enter, database: Database
) -> None:
    admin, auditor = enter(Role.ADMIN), enter(Role.AUDITOR)
    auditor.post("/you/tokens", 200, label="script", role="auditor", days="30")
    person = people.called(database, "auditor")
    auditor.post(f"/people/{person.person_id}/sign-out", 403)
    auditor.get("/you")
    admin.post("/people/99/sign-out", 404)
    admin.post(f"/people/{person.person_id}/sign-out")
    auditor.get("/you", 303)
    admin.get("/you")
    assert tokens.list_tokens(database)[0].revoked_at is None
    Visitor(app).sign_in("auditor")


def test_token__that_nobody_said_more_of__reads_alone(enter: Enter) -> None:
    admin = enter(Role.ADMIN)
    for path, role in (("/you/tokens", "auditor"), ("/you/tokens?role=calendar", "calendar")):
        page = admin.get(path).get_data(as_text=True)
        assert re.findall(r'<option value="(\w+)" selected>', page)[0] == role
    assert 'href="/you/tokens?role=calendar"' in admin.get("/calendar").get_data(as_text=True)
