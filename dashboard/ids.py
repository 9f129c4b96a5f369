"""Ids of everything a callback reads or writes; a page's are named for the page."""

from __future__ import annotations

URL = "url"
ROOT = "root"
FAULT = "fault"

# situation map
SITUATION_WHERE = "situation-where"
SITUATION_SINCE = "situation-since"
SITUATION_KIND = "situation-kind"
SITUATION_LAYER = "situation-layer"
SITUATION_MEASURE = "situation-measure"
SITUATION_CHANNEL = "situation-channel"
SITUATION_WEEK = "situation-week"
SITUATION_PLAYER = "situation-player"
SITUATION_PLAY = "situation-play"
SITUATION_STEP = "situation-step"
SITUATION_WEEKS = "situation-weeks"
SITUATION_PAINTED = "situation-painted"
SITUATION_TICK = "situation-tick"
SITUATION_STAMP = "situation-stamp"
SITUATION_FIGURE = "situation-figure"
SITUATION_MAP = "situation-map"
SITUATION_KPI = "situation-kpi"
SITUATION_TRAIL = "situation-trail"
SITUATION_LEGEND = "situation-legend"
SITUATION_PANEL = "situation-panel"
PLACED_DRAWER = "placed-drawer"
PLACED_NUMBER = "placed-number"  # type of the box: {"type": PLACED_NUMBER, "at": place}
PLACED_LIST = (
    "placed-list"  # type of the buttons: {"type": PLACED_LIST, "by": …, "way": located_by, "doubt": doubt}
)
STEP_TO = (
    "step-to"  # type of the buttons that move the map: {"type": STEP_TO, "by": …, "focus": code, "level": …}
)

# the wall screen
WALL_MAP = "situation-wall-map"
WALL_FIGURE = "situation-wall-figure"
WALL_STAMP = "situation-wall-stamp"
WALL_TICK = "situation-wall-tick"
WALL_AGE = "situation-wall-age"
WALL_SIDE = "situation-wall-side"
WALL_LEGEND = "situation-wall-legend"
WALL_PAINTED = "situation-wall-painted"

# parked
NAV_WAITING = "nav-waiting"
PARKED_SAID = "parked-said"
PARKED_LIST = "parked-list"
PARKED_PRESSED = "parked-pressed"  # …_PRESSED: which button of a list was pressed last
PARKED_DECIDE = (
    "parked-decide"  # type of the buttons: {"type": PARKED_DECIDE, "report": id, "as": answer, "at": place}
)

# signals
SIGNAL_SAID = "signal-said"
SIGNAL_LIST = "signal-list"
SIGNAL_PRESSED = "signal-pressed"
SIGNAL_ANSWER = (
    "signal-answer"  # type of the buttons: {"type": SIGNAL_ANSWER, "signal": id, "as": step or outcome}
)
SIGNAL_NOTE = "signal-note"  # type of the lines to write in: {"type": SIGNAL_NOTE, "signal": id}
SIGNAL_BACK = "signal-back"  # type of the buttons: {"type": SIGNAL_BACK, "entry": id}

# matters
MATTERS_GRID = "matters-grid"
MATTERS_FOUND = "matters-found"
MATTERS_AREA = "matters-area"
MATTERS_KIND = "matters-kind"
MATTERS_BAND = "matters-band"
MATTERS_WORDS = "matters-words"
MATTERS_DUE = "matters-due"
MATTERS_CLOSED = "matters-closed"
MATTERS_DRAWER = "matters-drawer"
MATTERS_LATE = "matters-late"
MATTERS_UNIT = "matters-unit"
MATTERS_FILE = "matters-file"  # the link to what is listed as a file
MATTERS_VIEWS = "matters-views"
MATTERS_VIEW_NAME = "matters-view-name"
MATTERS_VIEW_SAVE = "matters-view-save"
MATTERS_VIEW_PRESSED = "matters-view-pressed"
MATTERS_VIEW_FORGET = (
    "matters-view-forget"  # type of the buttons: {"type": MATTERS_VIEW_FORGET, "name": name}
)
MATTERS_BULK = "matters-bulk"
MATTERS_BULK_COUNT = "matters-bulk-count"
MATTERS_BULK_UNIT = "matters-bulk-unit"
MATTERS_BULK_DUE = "matters-bulk-due"
MATTERS_BULK_ASSIGN = "matters-bulk-assign"
MATTERS_BULK_SAID = "matters-bulk-said"
MATTERS_BULK_PRESSED = "matters-bulk-pressed"
MATTERS_BULK_UNDO = (
    "matters-bulk-undo"  # type of the button: {"type": MATTERS_BULK_UNDO, "ids": ids joined by spaces}
)

# what was done on a matter
ACT_OPEN = "act-open"  # the matter the drawer shows
ACT_TICK = "act-tick"
ACT_FILLING = "act-filling"  # whether a box of the drawer that began empty holds something
ACT_CODE = "act-code"
ACT_DAY = "act-day"
ACT_ROUTE = "act-route"
ACT_CLOSURE = "act-closure"
ACT_APPROVED = "act-approved"
ACT_TOLD = "act-told"
ACT_DAYS = "act-days"
ACT_NOTE = "act-note"
ACT_SAID = "act-said"
ACT_MORE = "act-more"  # the boxes for a route, those for an extension: {"type": ACT_MORE, "of": code}
ACT_PRESSED = "act-pressed"
ACT_ENTER = "act-enter"  # type of the button: {"type": ACT_ENTER, "matter": id}
ACT_BACK = "act-back"  # type of the buttons: {"type": ACT_BACK, "matter": id, "entry": id}
ACT_MEASURE = "act-measure"
ACT_MEASURE_START = "act-measure-start"
ACT_MEASURE_UNIT = "act-measure-unit"
ACT_MEASURE_CARRIER = "act-measure-carrier"
ACT_MEASURE_DUE = "act-measure-due"
ACT_MEASURE_NOTE = "act-measure-note"
ACT_MEASURE_SAID = "act-measure-said"
ACT_MEASURE_PRESSED = "act-measure-pressed"
ACT_MEASURE_SET = "act-measure-set"  # type of the button: {"type": ACT_MEASURE_SET, "matter": id}
ACT_MEASURE_STEP = (
    "act-measure-step"  # type of the buttons: {"type": …, "matter": id, "entry": id, "as": end or withdraw}
)
ACT_PAIR = "act-pair"  # type of the buttons: {"type": ACT_PAIR, "matter": id, "one": id, "other": id, "as": same or different}

# who the parties of a matter are
REVEAL_PRESSED = "reveal-pressed"
REVEAL_PRESS = "reveal-press"  # type of the button: {"type": REVEAL_PRESS, "matter": id}
REVEAL_PURPOSE = "reveal-purpose"
REVEAL_FILE = "reveal-file"
REVEAL_SHOWN = "reveal-shown"
REVEAL_TICK = "reveal-tick"  # the ten minutes after which it is taken away

# groups
GROUPS_AREA = "groups-area"
GROUPS_KIND = "groups-kind"
GROUPS_CLOSED = "groups-closed"
GROUP_GRAPH = "group-graph"
GROUP_SAID = "group-said"

# supervision
SUPERVISION_AREA = "supervision-area"
SUPERVISION_DAYS = "supervision-days"

# upload: the first three are also written by assets/upload.js
UPLOAD_ZONE = "upload-zone"
UPLOAD_SENT = "upload-sent"
UPLOAD_STATE = "upload-state"
UPLOAD_RECEIPT = "upload-receipt"
UPLOAD_TICK = "upload-tick"
UPLOAD_PROGRESS = "upload-progress"
UPLOAD_PAST = "upload-past"
UPLOAD_SAID = "upload-said"
UPLOAD_ONE_DAY = "upload-one-day"
UPLOAD_ONE_KIND = "upload-one-kind"
UPLOAD_ONE_STORY = "upload-one-story"
UPLOAD_ONE_PLACE = "upload-one-place"
UPLOAD_ONE_GRID = "upload-one-grid"
UPLOAD_ONE_NAME = "upload-one-name"
UPLOAD_ONE_PHONE = "upload-one-phone"
UPLOAD_ONE_PEOPLE = "upload-one-people"
UPLOAD_ONE_RESPONDENT = "upload-one-respondent"
UPLOAD_ONE_SEND = "upload-one-send"
UPLOAD_PRESSED = "upload-pressed"
UPLOAD_WITHDRAW = "upload-withdraw"  # type of the buttons: {"type": UPLOAD_WITHDRAW, "submission": id, "step": ask, keep or sure}

# briefing
BRIEFING_WEEK = "briefing-week"
BRIEFING_VIEW = "briefing-view"
BRIEFING_PRESSED = "briefing-pressed"
BRIEFING_AGAIN = "briefing-again"  # type of the button: {"type": BRIEFING_AGAIN, "week": week}

# administration
ADMIN_BACKUP = "admin-backup"
ADMIN_TICK = "admin-tick"

# intervals that ask by themselves: they never keep a session alive
TICKS = (SITUATION_TICK, WALL_TICK, UPLOAD_TICK, ACT_TICK, ADMIN_TICK)
