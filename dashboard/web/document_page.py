"""/matters/<id>/document/<code>: a document of a matter, to be filled in on the screen and printed; each in the log."""

from __future__ import annotations

import flask
from flask_login import current_user

from dashboard.audit import write_line
from dashboard.document import document, forms
from dashboard.present import Speech, speech_for
from dashboard.web.office import Office


def document_page(office: Office, matter_id: str, code: str) -> flask.typing.ResponseReturnValue:
    """The page; 404 when there is no such form, or no such matter for this reader."""
    form = forms().get(code)
    with office.open("matters") as (view, _):
        found = view.rows("page_one_matter", matter_id=matter_id) if view.viewer.may_open_matters else []
        if form is None or not found:
            flask.abort(404)
        chinese = speech_for(view.rows("page_code"), "zh", view.smallest_shown)  # documents are in Chinese
        limits, acts = (view.rows(name, matter_id=matter_id) for name in ("page_matter_deadline", "page_act"))
        made = document(form, found[0], limits, chinese, acts=acts)
    write_line(
        office.store,
        office.home,
        actor=current_user.name,
        event="document",
        now=office.now(),
        object_id=f"{code} {matter_id}",
    )
    hint = Speech(office.language(), {}).say("document.hint")
    return flask.render_template("document.html", document=made, hint=hint)
