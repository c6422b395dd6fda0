-- SPDX-License-Identifier: Apache-2.0
-- Runs unchanged on PostgreSQL and H2. What was filed before asks for consent, and was never escalated.

-- `consent`, or `review` of what ran without.
ALTER TABLE approval_request ADD COLUMN kind VARCHAR(16) DEFAULT 'consent' NOT NULL;
-- How often the consent was used; counted apart from the version.
ALTER TABLE approval_request ADD COLUMN uses INTEGER DEFAULT 0 NOT NULL;
UPDATE approval_request SET uses = 1 WHERE state = 'consumed';
-- Up to when escalations were told, and when the next one comes; null if none does.
ALTER TABLE approval_request ADD COLUMN escalated TIMESTAMP WITH TIME ZONE;
ALTER TABLE approval_request ADD COLUMN escalates TIMESTAMP WITH TIME ZONE;
CREATE INDEX approval_request_escalates ON approval_request (state, escalates);
CREATE INDEX approval_request_kind ON approval_request (kind, state, until);

-- How surely the reviewer was known.
ALTER TABLE approval_verdict ADD COLUMN assurance VARCHAR(16) DEFAULT 'chat' NOT NULL;
UPDATE approval_verdict SET assurance = 'sso' WHERE channel = 'api';
