// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalJournal;
import approval.Approvals;
import gateway.storage.JdbcApprovalStore;
import gateway.storage.JdbcCardOutbox;
import gateway.storage.JdbcClickInbox;
import gateway.storage.JdbcSignatureLedger;
import gateway.storage.Migrations;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;

/// Approvals as beans. Needs a [DataSource], [ApprovalSettings] and an [ApprovalJournal]; whoever starts the office
/// closes it.
@Factory
@Requires(beans = ApprovalSettings.class)
final class ApprovalWiring {

    @Singleton
    ApprovalOffice office(DataSource source, ApprovalSettings settings, ApprovalJournal journal) {
        Migrations.apply(source);
        var stores = new ApprovalOffice.Stores(
                new JdbcApprovalStore(source),
                new JdbcCardOutbox(source),
                new JdbcClickInbox(source),
                new JdbcSignatureLedger(source));
        return new ApprovalOffice(stores, settings, journal, InstantSource.system());
    }

    @Singleton
    Approvals approvals(ApprovalOffice office) {
        return office.approvals();
    }

    @Singleton
    Docket docket(Approvals approvals) {
        return new Docket(approvals);
    }

    @Singleton
    ApprovalDesk desk(ApprovalOffice office) {
        return office.desk();
    }

    @Singleton
    LateReviews lateReviews(ApprovalOffice office) {
        return office.lateReviews();
    }
}
