import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { POLL_MS, SAFETY_MS } from "./redis-log-limits.js";
import { createTopicWatch, type TopicHead, type TopicWatch } from "./topic-watch.js";

/** A fan-out and a Redis of which the test says everything. */
function bench() {
	const state = { isUp: false, isAway: false, looks: 0 };
	const heads = new Map<string, TopicHead>();
	const heard = new Map<string, (news: string) => void>();
	const said: string[] = [];
	const headOf = (topic: string): TopicHead => heads.get(topic) ?? { epoch: "e", head: 0, oldest: 1 };
	const watch: TopicWatch = createTopicWatch({
		fanOut: () => ({
			isUp: () => state.isUp,
			say: (topic, news) => void said.push(`${topic}: ${news}`),
			hear: (topic, listener) => {
				heard.set(topic, listener);
				return () => void heard.delete(topic);
			},
			settled: () => Promise.resolve(),
			close: () => undefined,
		}),
		heads: async (topics) => {
			state.looks += 1;
			if (state.isAway) throw new Error("away");
			return topics.map(headOf);
		},
	});
	const woken: string[] = [];
	return {
		state,
		said,
		heard,
		woken,
		watch,
		listen: (topic: string) => watch.watch(topic, () => woken.push(topic)),
		grow: (topic: string, head: number, more: Partial<TopicHead> = {}) =>
			heads.set(topic, { ...headOf(topic), head, ...more }),
		pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
	};
}

describe("watch of topics", () => {
	beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
	afterEach(() => {
		expect(vi.getTimerCount()).toBe(0);
		vi.useRealTimers();
	});

	it("[LG21] asks Redis ten times a second without a fan-out, and wakes for what is new alone", async () => {
		const { listen, grow, pass, woken, state } = bench();
		grow("a", 5);
		const stop = listen("a");
		await pass(10 * POLL_MS);
		expect(woken).toEqual([]);
		expect(state.looks).toBe(11);
		grow("a", 6);
		await pass(POLL_MS);
		expect(woken).toEqual(["a"]);
		grow("a", 6, { oldest: 3 });
		await pass(POLL_MS);
		grow("a", 0, { epoch: "f", oldest: 1 });
		await pass(5 * POLL_MS);
		expect(woken).toEqual(["a", "a", "a"]);
		stop();
	});

	it("[LG21] asks now and then with a fan-out, and at once when it comes or goes", async () => {
		const { listen, grow, pass, woken, state, watch } = bench();
		state.isUp = true;
		const stop = listen("a");
		await pass(0);
		const { looks } = state;
		grow("a", 1);
		await pass(SAFETY_MS - 1);
		expect([state.looks, woken.length]).toEqual([looks, 0]);
		await pass(1);
		expect([state.looks, woken.length]).toEqual([looks + 1, 1]);
		grow("a", 2);
		state.isUp = false;
		watch.turn();
		await pass(0);
		expect(woken).toHaveLength(2);
		grow("a", 3);
		await pass(POLL_MS);
		expect(woken).toHaveLength(3);
		stop();
	});

	it("[LG21] is woken by what the fan-out tells, once, and by nothing that is known", async () => {
		const { listen, grow, pass, woken, heard, state } = bench();
		state.isUp = true;
		const stop = listen("a");
		await pass(0);
		const { looks } = state;
		heard.get("a")!("e 2 1");
		heard.get("a")!("e 2 1");
		heard.get("a")!("e 1 1");
		await pass(0);
		expect(woken).toEqual(["a"]);
		heard.get("a")!("e 1 2");
		await pass(0);
		expect(woken).toEqual(["a", "a"]);
		expect(state.looks).toBe(looks);
		grow("a", 2, { oldest: 2 });
		// Of another deployment: Redis is asked, and knows of nothing.
		heard.get("a")!("other 9 1");
		heard.get("a")!("no news");
		await pass(0);
		expect(woken).toEqual(["a", "a"]);
		expect(state.looks).toBe(looks + 2);
		stop();
	});

	it("[LG21] is woken by what was appended after the watch began and before the fan-out knew of it", async () => {
		const { listen, grow, pass, woken, state } = bench();
		state.isUp = true;
		const stop = listen("a");
		expect(state.looks).toBe(1);
		await Promise.resolve();
		grow("a", 1);
		await pass(0);
		expect(state.looks).toBe(2);
		expect(woken).toEqual(["a"]);
		stop();
	});

	it("[LG21] tells the fan-out what this process did, and wakes who watches here", async () => {
		const { listen, pass, woken, said, watch } = bench();
		watch.told("b", { epoch: "e", head: 1, oldest: 1 });
		const stop = listen("a");
		await pass(0);
		watch.told("a", { epoch: "e", head: 1, oldest: 1 });
		expect(woken).toEqual([]);
		await pass(0);
		expect(woken).toEqual(["a"]);
		expect(said).toEqual(["b: e 1 1", "a: e 1 1"]);
		stop();
	});

	it("[LG21] is woken by the first answer where Redis did not say where the watch began", async () => {
		const { listen, pass, woken, state } = bench();
		state.isAway = true;
		const stop = listen("a");
		await pass(3 * POLL_MS);
		expect(woken).toEqual([]);
		state.isAway = false;
		await pass(3 * POLL_MS);
		expect(woken).toEqual(["a"]);
		stop();
	});

	it("[LG27] wakes all when anything may have happened, and each once", async () => {
		const { listen, pass, woken, watch, grow } = bench();
		const stops = ["a", "b"].map(listen);
		await pass(0);
		grow("a", 4);
		watch.wakeAll();
		await pass(2 * POLL_MS);
		expect(woken).toEqual(["a", "b"]);
		for (const stop of stops) stop();
	});

	it("[LG22] listens while somebody does, and asks for nothing after the last stop or the close", async () => {
		const { listen, pass, woken, heard, state, watch, grow } = bench();
		const stops = [listen("a"), listen("a")];
		expect([...heard.keys()]).toEqual(["a"]);
		stops[0]!();
		stops[0]!();
		expect(heard.size).toBe(1);
		stops[1]!();
		expect(heard.size).toBe(0);
		await pass(0);
		const { looks } = state;
		await pass(10 * SAFETY_MS);
		expect(state.looks).toBe(looks);
		listen("b");
		watch.close();
		grow("b", 1);
		await pass(10 * SAFETY_MS);
		expect(woken).toEqual([]);
	});
});
