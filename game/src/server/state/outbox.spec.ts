import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Outbox } from "./outbox";
import type { QueuedEvent } from "./outbox";

function queued(id: string, options: Partial<QueuedEvent> = {}): QueuedEvent {
	const event = { id, type: "greeting", actor: "a", at: 1 };
	return { event, bytes: 10, urgent: false, essential: false, ...options };
}

const ids = (events: readonly QueuedEvent[]) => events.map(({ event }) => event.id).join(" ");
const held = (outbox: Outbox) =>
	outbox
		.events()
		.map(({ id }) => id!)
		.join(" ");

function filled(names: string, config = { maxOutboxEvents: 3, maxOutboxBytes: 100 }): Outbox {
	const outbox = new Outbox(config);
	for (const name of names.split(" ")) outbox.add(queued(name));
	return outbox;
}

export = (t: Suite) => {
	t.it("gives out the first within both bounds, and keeps them until they are taken", () => {
		const outbox = filled("a b c");
		expect(ids(outbox.first(2, 1000))).toBe("a b");
		expect(ids(outbox.first(10, 25))).toBe("a b");
		expect(ids(outbox.first(10, 5))).toBe("a");
		expect(ids(outbox.first(0, 1000))).toBe("");
		expect(held(outbox)).toBe("a b c");
		expect(ids(outbox.take(2))).toBe("a b");
		expect(held(outbox)).toBe("c");
		expect([outbox.size(), outbox.bytes()]).toEqual([1, 10]);
		expect(ids(outbox.take(5))).toBe("c");
		expect(outbox.bytes()).toBe(0);
	});
	t.it("knows whether anything urgent waits", () => {
		const outbox = filled("a");
		expect(outbox.hasUrgent()).toBe(false);
		outbox.add(queued("b", { urgent: true }));
		expect(outbox.hasUrgent()).toBe(true);
		outbox.take(1);
		expect(outbox.hasUrgent()).toBe(true);
		outbox.take(1);
		expect(outbox.hasUrgent()).toBe(false);
	});
	t.it("gives up the oldest that is not essential, else the oldest", () => {
		const outbox = new Outbox({ maxOutboxEvents: 2, maxOutboxBytes: 100 });
		outbox.add(queued("a", { essential: true }));
		expect(outbox.add(queued("b"))).toEqual([]);
		expect(ids(outbox.add(queued("c", { essential: true })))).toBe("b");
		expect(ids(outbox.add(queued("d", { essential: true })))).toBe("a");
		expect(ids(outbox.add(queued("e")))).toBe("e");
		expect(held(outbox)).toBe("c d");
	});
	t.it("holds to its bytes as to its count", () => {
		const outbox = filled("a b c", { maxOutboxEvents: 100, maxOutboxBytes: 35 });
		expect(ids(outbox.add(queued("d", { bytes: 20 })))).toBe("a b");
		expect(outbox.bytes()).toBe(30);
	});
	t.it("keeps what is on its way", () => {
		const outbox = filled("a b c");
		outbox.hold(2);
		expect(ids(outbox.add(queued("d")))).toBe("c");
		outbox.hold(3);
		outbox.take(2);
		expect(held(outbox)).toBe("d");
		outbox.add(queued("e"));
		outbox.add(queued("f"));
		expect(ids(outbox.add(queued("g"))), "d is still held").toBe("e");
	});
	t.it("takes more than its bounds rather than give up what is on its way", () => {
		const outbox = filled("a b c");
		outbox.hold(3);
		expect(ids(outbox.add(queued("d")))).toBe("d");
		expect(held(outbox)).toBe("a b c");
	});
	t.property("stays within its bounds, in order, and loses nothing without a word", 200, (random) => {
		const outbox = new Outbox({
			maxOutboxEvents: random.integer(1, 8),
			maxOutboxBytes: random.integer(20, 90),
		});
		const expected: string[] = [];
		let bytes = 0;
		const sizes = new Map<string, number>();
		const gone = (events: readonly QueuedEvent[]) => {
			for (const { event } of events) {
				const index = expected.indexOf(event.id);
				expect(index, event.id).toBeAtLeast(0);
				expected.remove(index);
				bytes -= sizes.get(event.id)!;
			}
		};
		for (const i of $range(1, 60)) {
			const id = `e${i}`;
			const size = random.integer(1, 20);
			sizes.set(id, size);
			expected.push(id);
			bytes += size;
			const options = { bytes: size, essential: random.chance(0.5), urgent: random.chance(0.3) };
			gone(outbox.add(queued(id, options)));
			if (random.chance(0.2)) gone(outbox.take(random.integer(0, 3)));
			expect(held(outbox)).toBe(expected.join(" "));
			expect(outbox.bytes()).toBe(bytes);
		}
	});
};
