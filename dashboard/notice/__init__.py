"""Notices: one digest for each place that is to hear of a run, without anything about a person.

rows of signals and limits  →  message  →  quiet  →  deliver  →  send  →  企业微信 钉钉 飞书 mail json
counts and sentences           a digest    when      in rounds   one try
"""
