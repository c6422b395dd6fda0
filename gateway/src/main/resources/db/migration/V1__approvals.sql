-- SPDX-License-Identifier: Apache-2.0
-- Runs unchanged on PostgreSQL and H2: standard types and statements only.

CREATE TABLE approval_request (
    id               VARCHAR(64) PRIMARY KEY,
    -- What it would be a retry of; set while the request is open, so that there is one open request for each.
    open_fingerprint VARCHAR(64) UNIQUE,
    created          TIMESTAMP WITH TIME ZONE NOT NULL,
    state            VARCHAR(16) NOT NULL,
    since            TIMESTAMP WITH TIME ZONE NOT NULL,
    until            TIMESTAMP WITH TIME ZONE NOT NULL,
    note             TEXT NOT NULL,
    -- One more with each change: the condition of every update.
    version          INTEGER NOT NULL,
    -- JSON: requester, resource, canonical form, revision, asks, exchange.
    question         TEXT NOT NULL
);
CREATE INDEX approval_request_until ON approval_request (state, until);
CREATE INDEX approval_request_since ON approval_request (since);

CREATE TABLE approval_verdict (
    request  VARCHAR(64) NOT NULL REFERENCES approval_request (id),
    ordinal  INTEGER NOT NULL,
    -- JSON: the reviewer as known when the verdict was given.
    reviewer TEXT NOT NULL,
    consents BOOLEAN NOT NULL,
    reason   TEXT NOT NULL,
    channel  VARCHAR(32) NOT NULL,
    given    TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (request, ordinal)
);

CREATE TABLE approval_card (
    id       VARCHAR(64) PRIMARY KEY,
    request  VARCHAR(64) NOT NULL REFERENCES approval_request (id),
    channel  VARCHAR(32) NOT NULL,
    -- Where the channel keeps it; null until posted.
    place    VARCHAR(128),
    -- The version of the request it shows; -1 if none.
    shown    INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due      TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (request, channel, place)
);

-- Clicks, kept before they are acknowledged and deleted once they were processed.
CREATE TABLE slack_click (
    id       VARCHAR(64) PRIMARY KEY,
    click    TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due      TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX slack_click_due ON slack_click (due);

-- Signatures that were used; one more use is a replay. Kept a little longer than a signature is fresh.
CREATE TABLE slack_signature (
    signature VARCHAR(128) PRIMARY KEY,
    used      TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX slack_signature_used ON slack_signature (used);
