import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { FilteredText, Showing } from "./filtered-texts";
import { createFilteredTexts } from "./filtered-texts";

/** A filter whose answers come when the spec says so. */
function rig() {
	const seen: string[] = [];
	const asked: string[] = [];
	const waiting = new Map<string, thread>();
	const timers: { readonly seconds: number; work?: () => void }[] = [];
	const texts = createFilteredTexts({
		filter: (text, authorId) => {
			asked.push(`${authorId}: ${text}`);
			waiting.set(text, coroutine.running());
			return coroutine.yield()[0] as FilteredText | undefined;
		},
		spawn: (work) => {
			coroutine.resume(coroutine.create(work));
		},
		after: (seconds, work) => {
			const timer: (typeof timers)[number] = { seconds, work };
			timers.push(timer);
			return () => {
				timer.work = undefined;
			};
		},
	});
	const show = (text: string, changes: Partial<Showing> = {}) =>
		texts.show({
			lane: "c1",
			text,
			authorId: 7,
			userIds: [7, 8],
			show: (userId, shown) => seen.push(`${userId}: ${shown}`),
			...changes,
		});
	const answer = (text: string, forUser?: (userId: number) => string | undefined) => {
		coroutine.resume(waiting.get(text)!, forUser && { forUser });
	};
	return { texts, show, answer, seen, asked, timers };
}

export = (t: Suite) => {
	t.it("asks once for a line, and shows each reader their own form of it", () => {
		const { texts, show, answer, seen, asked } = rig();
		show("damn fine");
		expect(seen).toEqual([]);
		answer("damn fine", (userId) => (userId === 8 ? "#### fine" : "damn fine"));
		expect(asked).toEqual(["7: damn fine"]);
		expect(seen).toEqual(["7: damn fine", "8: #### fine"]);
		expect(texts.counts()).toEqual({ shown: 2, withheld: 0 });
	});

	t.it("shows nothing to anybody where the filter fails", () => {
		const { texts, show, answer, seen } = rig();
		show("hello");
		answer("hello", undefined);
		expect(seen).toEqual([]);
		expect(texts.counts()).toEqual({ shown: 0, withheld: 2 });
	});

	t.it("leaves out a reader for whom it cannot be had, or of whose form nothing is left", () => {
		const { texts, show, answer, seen } = rig();
		show("hello", { userIds: [7, 8, 9] });
		answer("hello", (userId) => (userId === 7 ? undefined : userId === 8 ? "" : "hello"));
		expect(seen).toEqual(["9: hello"]);
		expect(texts.counts()).toEqual({ shown: 1, withheld: 2 });
	});

	t.it("keeps the order of a lane however long the filter takes", () => {
		const { show, answer, seen } = rig();
		show("first", { userIds: [7] });
		show("second", { userIds: [7] });
		show("elsewhere", { lane: "c2", userIds: [7] });
		answer("second", () => "second");
		answer("elsewhere", () => "elsewhere");
		expect(seen).toEqual(["7: elsewhere"]);
		answer("first", () => "first");
		expect(seen).toEqual(["7: elsewhere", "7: first", "7: second"]);
	});

	t.it("gives up a text that takes too long, and goes on with the next", () => {
		const { texts, show, answer, seen, timers } = rig();
		show("stuck");
		show("next", { userIds: [7] });
		answer("next", () => "next");
		expect(timers[0]!.seconds).toBe(8);
		timers[0]!.work!();
		expect(seen).toEqual(["7: next"]);
		answer("stuck", () => "stuck");
		expect(seen).toEqual(["7: next"]);
		expect(texts.counts()).toEqual({ shown: 1, withheld: 2 });
	});

	t.it("waits for nothing once a text has been shown", () => {
		const { show, answer, timers } = rig();
		show("hello");
		answer("hello", () => "hello");
		expect(timers[0]!.work).toBe(undefined);
	});

	t.property("shows each text once or never, in order, and accounts for every reader", 200, (random) => {
		const { texts, show, answer, seen, timers } = rig();
		const lanes = new Map<string, string>();
		const open: string[] = [];
		let readers = 0;
		const settle = () => {
			const text = open.remove(random.integer(0, open.size() - 1))!;
			const fate = random.integer(1, 4);
			if (fate === 1) timers[tonumber(text)! - 1]!.work!();
			answer(text, fate === 2 ? undefined : () => text);
		};
		for (const count of $range(1, 40)) {
			const text = tostring(count);
			const lane = random.pick(["c1", "c2", "c3"]);
			const userIds = random.chance(0.5) ? [7] : [7, 8];
			readers += userIds.size();
			lanes.set(text, lane);
			open.push(text);
			show(text, { lane, userIds });
			if (random.chance(0.6)) settle();
		}
		while (!open.isEmpty()) settle();
		const { shown, withheld } = texts.counts();
		expect(shown + withheld).toBe(readers);
		expect(seen.size()).toBe(shown);
		const last = new Map<string, number>();
		for (const each of seen) {
			const [userId, text] = string.match(each, "^(%d+): (%d+)$");
			const key = `${userId} ${lanes.get(text as string)}`;
			expect((last.get(key) ?? 0) < tonumber(text)!).toBe(true);
			last.set(key, tonumber(text)!);
		}
	});
};
