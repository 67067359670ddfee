import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { planOf } from "./flight";

const IDLE = { needsFull: false, onTrial: 0, urgent: false, due: false };

export = (t: Suite) => {
	t.it("has nothing to say where nothing waits", () => {
		expect(planOf(IDLE)).toBe(undefined);
	});
	t.it("says everything that is new when it is time", () => {
		expect(planOf({ ...IDLE, due: true })).toEqual({
			kind: "delta",
			scope: "all",
			events: math.huge,
			requestClass: "snapshot",
		});
	});
	t.it("tells of changed clusters at once, and of all else too when it is time anyway", () => {
		const update = { kind: "cluster_update" as const, events: math.huge, requestClass: "urgent" as const };
		expect(planOf({ ...IDLE, urgent: true })).toEqual({ ...update, scope: "groups" });
		expect(planOf({ ...IDLE, urgent: true, due: true })).toEqual({ ...update, kind: "delta", scope: "all" });
	});
	t.it("sends a full first, without events while some are under suspicion", () => {
		const full = { kind: "full" as const, scope: "all" as const, requestClass: "snapshot" as const };
		expect(planOf({ ...IDLE, needsFull: true })).toEqual({ ...full, events: math.huge });
		expect(planOf({ ...IDLE, needsFull: true, onTrial: 4 })).toEqual({ ...full, events: 0 });
		expect(planOf({ ...IDLE, needsFull: true, urgent: true })!.requestClass).toBe("urgent");
	});
	t.it("tries events alone that are under suspicion, before all else", () => {
		expect(planOf({ ...IDLE, onTrial: 4, due: true })).toEqual({
			kind: "delta",
			scope: "none",
			events: 4,
			requestClass: "snapshot",
		});
	});
};
