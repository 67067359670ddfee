import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlaceOptions, PlaceResult, Screen } from "../../lib/place.js";
import { startPlace } from "../../lib/place.js";
import { answerOf, runPlan } from "./http-plan.js";
import type { TestServer } from "./http-server.js";
import { startTestServer } from "./http-server.js";

const FIXTURE = "scripts/place/test/fixture";

async function play(
	options: Partial<PlaceOptions>,
): Promise<PlaceResult & { lines: string[]; screens: Screen[] }> {
	const lines: string[] = [];
	const screens: Screen[] = [];
	const place = await startPlace(
		{ mode: "play", project: `${FIXTURE}/default.project.json`, clock: "virtual", ...options },
		(line) => lines.push(line),
		(screen) => screens.push(screen),
	);
	return { ...(await place.finished), lines, screens };
}

describe("a run", () => {
	it("ends at its time, lets the game close, and sums up", async () => {
		const { code, summary, lines } = await play({ seconds: 5, npcs: 6, players: 2 });
		expect(lines).toEqual([
			"[place] started ServerScriptService.Server.main with 42",
			"[place] closing after 5",
			"[place] closed after 6",
		]);
		expect(code).toBe(0);
		expect(summary).toMatchObject({ steps: 360, scripts: 1, errors: 0, warnings: 0, unixStart: 1767225600 });
		expect(summary?.seconds).toBeCloseTo(6, 6);
		expect(summary?.beings.map(({ type }) => type)).toEqual([
			...Array<string>(6).fill("npc"),
			...Array<string>(2).fill("player"),
		]);
	});

	it("ends when told to, on either clock", async () => {
		for (const clock of ["virtual", "scaled"] as const) {
			const lines: string[] = [];
			const place = await startPlace(
				{ mode: "play", project: `${FIXTURE}/default.project.json`, clock, speed: 5 },
				(line) => {
					lines.push(line);
					if (line.includes("started")) setTimeout(place.stop, 300);
				},
			);
			const { code, summary } = await place.finished;
			expect(code).toBe(0);
			expect(summary?.seconds).toBeGreaterThan(1);
			expect(lines.at(-1)).toMatch(/closed after/);
		}
	});

	it("keeps to wall time on a scaled clock", async () => {
		const { summary } = await play({ seconds: 5, clock: "scaled", speed: 10 });
		expect(summary?.clock.realSeconds).toBeGreaterThan(0.55);
		expect(summary?.clock.realSeconds).toBeLessThan(2);
		expect(summary!.unixStart).toBeGreaterThan(Date.now() / 1000 - 60);
	});

	it("says with its code that a script failed, that none was there, or that it cannot run", async () => {
		const failing = await play({ seconds: 1, config: { Fail: true } });
		expect(failing.code).toBe(1);
		expect(failing.summary?.firstErrors).toEqual(["ServerScriptService.Server.main:9: asked to fail"]);
		expect(failing.lines).toContain("[place] error: ServerScriptService.Server.main:9: asked to fail");
		const empty = await play({ seconds: 1, project: `${FIXTURE}/rules/../bad/field.project.json` });
		expect(empty.code).toBe(2);
		const none = await play({ seconds: 1, project: `${FIXTURE}/empty.project.json` });
		expect(none.code).toBe(1);
	});

	it("counts warnings", async () => {
		const { summary } = await play({ seconds: 1, config: { Warn: true } });
		expect(summary?.warnings).toBe(1);
	});
});

describe("a seed", () => {
	const crowd = { seconds: 30, npcs: 30, players: 6, config: { Wander: true } };

	it("gives the same run again, and another seed another one", async () => {
		const [first, second, other] = await Promise.all([
			play({ ...crowd, seed: 7 }),
			play({ ...crowd, seed: 7 }),
			play({ ...crowd, seed: 8 }),
		]);
		expect(second.summary?.trackHash).toBe(first.summary?.trackHash);
		expect(second.summary?.beings).toEqual(first.summary?.beings);
		expect(other.summary?.trackHash).not.toBe(first.summary?.trackHash);
	});

	it("moves everybody the same on a paced clock", async () => {
		const [virtual, scaled] = await Promise.all([
			play({ ...crowd, seconds: 10, seed: 7 }),
			play({ ...crowd, seconds: 10, seed: 7, clock: "scaled", speed: 10 }),
		]);
		expect(scaled.summary?.beings).toEqual(virtual.summary?.beings);
	});
});

describe("clients", () => {
	const game = { project: `${FIXTURE}/clients.project.json`, seconds: 30, npcs: 6, players: 3 };

	it("run beside the server, and the summary says what each player saw", async () => {
		const { code, summary, lines } = await play(game);
		expect(lines).toEqual([]);
		expect(code).toBe(0);
		expect(summary).toMatchObject({ scripts: 1, clientScripts: 3, errors: 0, warnings: 0 });
		expect(summary?.players.map(({ name, visits }) => [name, visits])).toEqual([
			["Ada", 1],
			["Bram P2", 1],
			["Cleo P3", 1],
		]);
		for (const player of summary!.players) {
			// Each waves every 5 s, and all see the NPC type and answer; the greeting comes to one alone.
			expect(player.bubbles).toBeGreaterThanOrEqual(13);
			expect(player.systemLines).toBe(player.bubbles);
			expect(Math.abs(player.signs - player.bubbles)).toBeLessThanOrEqual(2);
			expect(player.panelUpdates).toBe(1 + player.said);
			expect(player.chatLines).toBeGreaterThanOrEqual(player.said);
		}
		const said = summary!.players.reduce((sum, player) => sum + player.said, 0);
		expect(said).toBeGreaterThanOrEqual(3);
		expect(summary?.filter.asked).toBe(said);
	});

	it("are called as they are told to, and tell what their screens show where that is asked for", async () => {
		const { summary, screens, lines } = await play({ ...game, names: ["Robin"], screens: true });
		expect(summary?.players.map(({ name }) => name)).toEqual(["Robin", "Bram P2", "Cleo P3"]);
		expect(lines).toEqual([]);
		for (const { userId, panelUpdates } of summary!.players) {
			const own = screens
				.filter((screen) => screen.userId === userId)
				.map(({ texts }) => JSON.stringify(texts));
			expect(own.length).toBeGreaterThan(1);
			expect(own.length).toBeLessThanOrEqual(panelUpdates + 1);
			expect(own.filter((text, index) => text === own[index - 1])).toEqual([]);
		}
		expect((await play(game)).screens).toEqual([]);
	});

	it("see the same again for a seed, and something else for another", async () => {
		const [first, second, other] = await Promise.all([
			play({ ...game, seed: 7 }),
			play({ ...game, seed: 7 }),
			play({ ...game, seed: 8 }),
		]);
		expect(second.summary?.players).toEqual(first.summary?.players);
		expect(second.summary?.trackHash).toBe(first.summary?.trackHash);
		expect(other.summary?.players.map(({ hash }) => hash)).not.toEqual(
			first.summary?.players.map(({ hash }) => hash),
		);
	});

	it("fail the run by what their scripts throw, and the others go on", async () => {
		const { code, summary } = await play({ ...game, config: { FailFor: "Player2" } });
		expect(code).toBe(1);
		expect(summary?.firstErrors).toEqual([
			"[Player2] Players.Player2.PlayerScripts.Client.main:45: asked to fail",
		]);
		expect(summary?.players.map(({ errors }) => errors)).toEqual([0, 1, 0]);
	});

	it("say nothing where they are told not to, and lose lines when the filter fails", async () => {
		const [silent, unlucky] = await Promise.all([
			play({ ...game, chatty: 0 }),
			play({ ...game, chatty: 30, filterFailures: 1 }),
		]);
		expect(silent.summary?.players.map(({ said }) => said)).toEqual([0, 0, 0]);
		expect(unlucky.summary?.filter.failed).toBeGreaterThan(10);
		expect(unlucky.summary?.players.map(({ chatLines }) => chatLines)).toEqual([0, 0, 0]);
		expect(unlucky.code).toBe(0);
	});
});

describe("faults", () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await startTestServer();
	});
	afterAll(() => server.stop());

	it("refuse, answer for the backend, and lose answers that the backend gave", async () => {
		const { ended, summary } = await runPlan(
			server.url,
			[{ path: "/echo/refused" }, { path: "/echo/limited" }, { path: "/echo/lost" }, { path: "/echo/fine" }],
			{
				faults: [
					{ kind: "refuse", path: "/refused" },
					{ kind: "status", status: 429, retryAfter: 3, path: "/limited" },
					{ kind: "drop", path: "/lost" },
				],
			},
		);
		expect(ended.map(({ ok }) => ok)).toEqual([false, true, false, true]);
		expect(ended[0]?.result).toBe("HttpError: ConnectFail");
		expect(answerOf(ended[1])).toMatchObject({ StatusCode: 429, Headers: { "retry-after": "3" } });
		expect(ended[2]?.result).toBe("HttpError: ConnectionClosed");
		expect(server.got.map(({ path }) => path)).toEqual(["/echo/lost", "/echo/fine"]);
		expect(summary.http.byFault).toEqual({ refuse: 1, status: 1, drop: 1 });
	});

	it("slow answers down, past the timeout where they are slower", async () => {
		const { ended } = await runPlan(
			server.url,
			[
				{ path: "/echo/slow", timeout: 5 },
				{ path: "/echo/slow", timeout: 1 },
			],
			{ faults: [{ kind: "slow", seconds: 2 }] },
		);
		expect(ended[0]?.took).toBeGreaterThan(2);
		expect(ended[0]?.took).toBeLessThan(2.2);
		expect(ended[1]?.result).toBe("HttpError: Timedout");
		expect(ended[1]?.took).toBeCloseTo(1, 1);
	});

	it("come in their window only", async () => {
		const plan = [{ path: "/echo" }, { wait: 5 }, { path: "/echo" }, { wait: 5 }, { path: "/echo" }];
		const { ended } = await runPlan(server.url, plan, { faults: [{ kind: "refuse", from: 3, to: 8 }] });
		expect(ended.map(({ ok }) => ok)).toEqual([true, false, true]);
	});
});
