"""What other programs read: records and figures as JSON, acts as a calendar, news as a feed.

token: what a program signs its requests with, of one person, with a part of what that person may
see. scope: such a part. shape: which fields of a record are given, and how. It writes nothing.
"""
