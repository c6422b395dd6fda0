-- SPDX-License-Identifier: Apache-2.0
-- Runs unchanged on PostgreSQL and H2. Requests that were filed before are nobody's and take no place of anybody.

-- SHA-256 of the key of whoever asks in the end, behind all agents.
ALTER TABLE approval_request ADD COLUMN asker VARCHAR(64) DEFAULT '' NOT NULL;
-- Which of the asker's places it took: the lowest that was free. Lists are in this order, so that everybody's first
-- request comes before anybody's second.
ALTER TABLE approval_request ADD COLUMN place INTEGER DEFAULT 0 NOT NULL;
-- Asker and place while the request is pending: there are no more pending ones of one asker than there are places.
ALTER TABLE approval_request ADD COLUMN taken_place VARCHAR(80);
ALTER TABLE approval_request ADD CONSTRAINT approval_request_place UNIQUE (taken_place);
CREATE INDEX approval_request_asker ON approval_request (asker, state);
