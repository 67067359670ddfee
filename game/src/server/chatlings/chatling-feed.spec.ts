import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { SeededRandom } from "../../../test/harness/random";
import { SocietyBackend } from "../../../test/backend/society-backend";
import { SocietyLine } from "../../../test/backend/society-line";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import { RequestBudget } from "../state/budget";
import { Notices } from "../state/notices";
import { createChatlingFeed } from "./chatling-feed";
import { newChatlingCounters } from "./counters";

const FRAME_SECONDS = 0.125;

/** A feed alone, and what it was told. */
function rig() {
	let now = 0;
	const random = new SeededRandom(1);
	const backend = new SocietyBackend();
	const line = new SocietyLine(backend, random, () => now);
	const counters = newChatlingCounters();
	const told: string[] = [];
	const logged: string[] = [];
	const feed = createChatlingFeed({
		config: DEFAULT_CONFIG,
		http: line,
		budget: new RequestBudget(DEFAULT_CONFIG),
		clock: { seconds: () => now },
		random: { unit: () => random.unit() },
		notices: new Notices({ write: (level, message) => logged.push(`${level}: ${message}`) }),
		counters,
		onTold: (userId, { chatlings }) =>
			told.push(`${userId}:${chatlings.map(({ creatureId, mood }) => ` ${creatureId} ${mood}`).join("")}`),
	});
	const run = (seconds: number) => {
		for (const _ of $range(1, seconds / FRAME_SECONDS)) {
			now += FRAME_SECONDS;
			line.step();
			feed.step(now);
		}
		return told;
	};
	return { backend, line, counters, told, logged, feed, run, now: () => now };
}

export = (t: Suite) => {
	t.it("[CB55] asks of nobody where nobody is", () => {
		const { line, run } = rig();
		run(60);
		expect(line.sent).toEqual([]);
	});

	t.it("[CB55] asks at once of who has come, and of everybody in rounds", () => {
		const { backend, line, feed, run, told } = rig();
		backend.give("2", "a");
		feed.join("2");
		run(1);
		expect(told).toEqual(["2: a neutral"]);
		run(2);
		feed.join("10");
		run(1);
		expect(line.asked()).toEqual(["2", "10"]);
		run(41);
		expect(line.asked()).toEqual(["2", "10", "10,2", "10,2"]);
		expect(line.sent[3]!.at - line.sent[2]!.at).toBeNear(15, FRAME_SECONDS);
	});

	t.it("[CB55] says what it holds by its tag, and takes that nothing is new for what it held", () => {
		const { backend, line, counters, feed, run, told } = rig();
		backend.give("1", "a");
		feed.join("1");
		run(32);
		expect(counters).toEqual({ ...counters, requests: 3, unchanged: 2, failures: 0 });
		expect(line.sent.map(({ etag }) => etag !== undefined)).toEqual([false, true, true]);
		expect(told).toEqual(["1: a neutral", "1: a neutral", "1: a neutral"]);
		backend.change("1", "a", { mood: "happy" });
		run(15);
		expect(told[3]).toBe("1: a happy");
	});

	t.it("[CB55] is not misled where a round's tag is of before what was heard in between", () => {
		const { backend, feed, run, told, now } = rig();
		backend.give("1", "a").give("2", "b");
		feed.join("1");
		feed.join("2");
		run(18);
		backend.change("1", "a", { mood: "unhappy" });
		feed.askAt("1", now());
		run(1);
		expect(told[told.size() - 1]).toBe("1: a unhappy");
		backend.change("1", "a", { mood: "neutral" });
		run(15);
		expect(told.filter((each) => each.sub(1, 1) === "1").pop()).toBe("1: a neutral");
	});

	t.it("[CB55] asks at the moment that it was asked to, once, whatever round falls in between", () => {
		const { line, feed, run, now } = rig();
		feed.join("1");
		run(14);
		feed.askAt("1", now() + 4);
		feed.askAt("1", now() + 9);
		feed.askAt("9", now());
		run(14);
		expect(line.sent.map(({ at }) => math.floor(at))).toEqual([0, 15, 18]);
	});

	t.it("[CB55] asks of several at a time where somebody comes, or stops talking, every moment", () => {
		const { line, feed, run, told, now } = rig();
		for (const i of $range(1, 60)) {
			feed.join(`${i}`);
			feed.askAt(`${(i % 7) + 1}`, now());
			run(0.5);
		}
		run(3);
		expect(line.sent.size()).toBeAtMost(17);
		expect(new Set(told).size()).toBe(60);
	});

	t.it("[CB55] asks of a hundred users in one request, and no more", () => {
		const { line, feed, run, told } = rig();
		for (const i of $range(1, 250)) feed.join(`${i}`);
		run(5);
		expect(line.asked().map((users) => users.split(",").size())).toEqual([100, 100, 50]);
		expect(line.violations).toEqual([]);
		expect(new Set(told).size()).toBe(250);
		run(16);
		expect(line.sent.size()).toBe(6);
		expect(line.sent.filter(({ etag }) => etag !== undefined).size()).toBe(3);
	});

	t.it("[CB56] drops what is said of who has left, even where they are back", () => {
		const { backend, line, feed, run, told } = rig();
		backend.give("1", "a").give("2", "b");
		line.seconds = 2;
		feed.join("1");
		feed.join("2");
		run(1);
		feed.leave("1");
		feed.leave("2");
		feed.join("2");
		run(1.25);
		expect(told).toEqual([]);
		run(3);
		expect(line.asked()).toEqual(["1,2", "2"]);
		expect(told).toEqual(["2: b neutral"]);
	});

	t.it(
		"[CB57] asks more and more rarely while nothing is heard, says so once, and goes on where it was",
		() => {
			const { backend, line, counters, logged, feed, run, told } = rig();
			backend.give("1", "a");
			line.isDown = true;
			feed.join("1");
			run(120);
			expect(told).toEqual([]);
			expect(counters.failures).toBeAtLeast(4);
			expect(counters.failures).toBeAtMost(30);
			line.isDown = false;
			run(31);
			expect(told[0]).toBe("1: a neutral");
			expect(logged).toEqual([
				"warn: Nothing is heard of players' chatlings for now: HttpError: Timedout",
				"info: Players' chatlings are heard of again.",
			]);
		},
	);

	t.it("[CB57] asks once more of who has come in a short outage, and not in the next round alone", () => {
		const { line, feed, run, told } = rig();
		run(1);
		feed.join("1");
		line.isDown = true;
		run(0.5);
		line.isDown = false;
		run(5);
		expect(told).toEqual(["1:"]);
	});

	t.it("[CB57] takes nothing from an answer that is not what was asked for", () => {
		const { line, counters, feed, run, told } = rig();
		feed.join("1");
		const answers: { readonly status: number; readonly body?: unknown }[] = [
			{ status: 200 },
			{ status: 200, body: "<html>" },
			{ status: 200, body: { users: [{ user_id: "1", chatlings: [{ creature_id: "a" }] }] } },
			{ status: 304 },
			{ status: 400 },
			{ status: 401 },
			{ status: 404 },
			{ status: 500 },
		];
		for (const reply of answers) {
			line.reply = reply;
			const before = counters.failures;
			run(70);
			expect(counters.failures, `${reply.status}`).toBeAtLeast(before + 1);
		}
		expect(told).toEqual([]);
	});

	t.it("[CB57] listens to what was asked for, and not to what is said of others", () => {
		const { line, feed, run, told } = rig();
		line.reply = { status: 200, body: { users: [{ user_id: "2", chatlings: [] }] } };
		feed.join("1");
		run(1);
		expect(told).toEqual([]);
	});

	t.it("[CB56] hears nothing more once it is closed", () => {
		const { line, feed, run, told } = rig();
		feed.join("1");
		run(0.125);
		feed.close();
		run(60);
		expect(line.sent.size()).toBe(1);
		expect(told).toEqual([]);
	});
};
