import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { TalkEvent } from "./event-log";
import { EventLog } from "./event-log";

const step = (now: number): TalkEvent => ({ kind: "step", now });
const read: TalkEvent = { kind: "read", of: "id", value: "x" };

export = (t: Suite) => {
	t.it("takes everything while there is room", () => {
		const log = new EventLog(3);
		for (const event of [step(1), read, step(2)]) log.note(event);
		expect(log.isFull()).toBe(false);
		expect(log.events.size()).toBe(3);
	});

	t.it("ends with an input that is complete", () => {
		const log = new EventLog(3);
		for (const event of [step(1), step(2), read, read, step(3)]) log.note(event);
		expect(log.isFull()).toBe(true);
		expect(log.events).toEqual([step(1)]);
	});

	t.it("takes nothing more once something was left out", () => {
		const log = new EventLog(2);
		for (const event of [step(1), step(2), step(3), read]) log.note(event);
		expect(log.events).toEqual([step(1), step(2)]);
	});
};
