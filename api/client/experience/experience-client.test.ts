import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createWoods, EXPERIENCE, type Woods } from "../../test/stand-in/woods.js";
import { startWoodsServer, type WoodsServer } from "../../test/stand-in/woods-server.js";
import {
	createExperienceClient,
	type ExperienceClient,
	type ExperienceClientOptions,
} from "./experience-client.js";

let woods: Woods;
let server: WoodsServer;
const clients: ExperienceClient[] = [];

beforeEach(async () => {
	woods = createWoods();
	server = await startWoodsServer(woods);
});

afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await server.stop();
});

const QUICK = { timeout: 5_000, interval: 2 };

function join(token: string, options: Partial<ExperienceClientOptions> = {}) {
	const client = createExperienceClient({
		baseUrl: server.url,
		experience: EXPERIENCE,
		token,
		WebSocket,
		// The back-off is tested with the clock; here it should not take long.
		random: () => 0.02,
		...options,
	});
	clients.push(client);
	const statuses: string[] = [];
	client.subscribe(({ status }) => statuses.at(-1) !== status && statuses.push(status));
	client.start();
	const is = (status: string) => vi.waitFor(() => expect(client.state().status).toBe(status), QUICK);
	const carries = (...ids: string[]) =>
		vi.waitFor(() => expect(client.state().view?.inventory.map(({ id }) => id)).toEqual(ids), QUICK);
	return { client, statuses, is, carries };
}

/** What came to the player, as often as they were told so. */
function finds(client: ExperienceClient): readonly string[] {
	return client
		.state()
		.updates.flatMap(({ update }) => (update.type === "world_update" ? update.changes : []))
		.flatMap((change) =>
			change.operation === "add" && change.to.kind === "inventory" ? [change.item.id] : [],
		);
}

describe("createExperienceClient", () => {
	it("[XP5] is told who it is, its view and the world, and then is live", async () => {
		const { client, statuses, is } = join("ada");
		expect(client.state()).toMatchObject({ status: "connecting", view: undefined, updates: [] });
		await is("live");
		expect(client.state()).toMatchObject({ userId: "ada", view: woods.view("ada"), world: woods.world() });
		expect(statuses).toEqual(["connecting", "live"]);
		expect(server.cursors).toEqual([undefined]);
	});

	it("[XP6] acts: the answer resolves once, what changed comes as an update to each of the user's clients", async () => {
		const [one, other, stranger] = [join("ada"), join("ada"), join("bo")];
		for (const { is } of [one, other, stranger]) await is("live");
		const result = await one.client.act({ action: "take", item: "bottle-1" });
		expect(result).toMatchObject({ success: true, action: "take" });
		await one.carries("bottle-1");
		await other.carries("bottle-1");
		await vi.waitFor(() => expect(stranger.client.state().updates).toHaveLength(1), QUICK);
		await stranger.carries();
		const types = () => one.client.state().updates.map(({ update }) => update.type);
		await vi.waitFor(() => expect(types()).toEqual(["world_update", "quest_update", "world_update"]), QUICK);
		expect(other.client.state().view?.quests).toMatchObject([{ found: ["bottle-1"] }]);
		expect(stranger.client.state().updates).toMatchObject([{ removed: [{ id: "bottle-1" }] }]);
		await expect(stranger.client.act({ action: "take", item: "bottle-1" })).resolves.toMatchObject({
			success: false,
		});
	});

	it("[XP7] says something and is told what the narrator says to it, piece by piece", async () => {
		const { client, is } = join("ada");
		await is("live");
		const { messageId } = await client.chat("Hello?");
		await vi.waitFor(() => expect(client.state().narrations).toHaveLength(1), QUICK);
		await vi.waitFor(
			() =>
				expect(client.state().narrations).toMatchObject([
					{ messageId, text: "So you say: Hello?", isDone: true, hasGaps: false },
				]),
			QUICK,
		);
	});

	it("[XP8] does a command once though its answer is lost, and resolves once", async () => {
		const { client, is, carries } = join("ada");
		await is("live");
		server.cutBeforeAnswers = true;
		const taking = client.act({ action: "take", item: "bottle-1" }, { id: "take-it" });
		const resolved = vi.fn();
		void taking.then(resolved);
		await vi.waitFor(() => expect(server.commands.length).toBeGreaterThan(2), QUICK);
		expect(resolved).not.toHaveBeenCalled();
		server.cutBeforeAnswers = false;
		await expect(taking).resolves.toMatchObject({ success: true, repeated: true });
		await carries("bottle-1");
		expect(new Set(server.commands.map(({ id }) => id))).toEqual(new Set(["take-it"]));
		expect(resolved).toHaveBeenCalledTimes(1);
		expect(finds(client)).toEqual(["bottle-1"]);
	});

	it("[XP8] keeps commands of a time without a connection, and does them in their order", async () => {
		const { client, is } = join("ada");
		const first = client.act({ action: "move", location: "pond" });
		const second = client.act({ action: "take", item: "bottle-2" });
		await expect(Promise.all([first, second])).resolves.toMatchObject([{ success: true }, { success: true }]);
		await is("live");
		expect(new Set(server.commands.map(({ id }) => id)).size).toBe(2);
	});

	it("[XP9] goes on after a cut from its cursor, and says so", async () => {
		const { client, statuses, is, carries } = join("ada");
		await is("live");
		server.cut();
		await is("behind");
		woods.act("ada", { action: "take", item: "bottle-1" });
		await is("resumed");
		await carries("bottle-1");
		expect(server.cursors).toEqual([undefined, expect.stringMatching(/^u\d+:0~s\d+:0$/)]);
		expect(statuses).toEqual(["connecting", "live", "behind", "resumed"]);
		expect(finds(client)).toEqual(["bottle-1"]);
	});

	it.each(["shared", "user"] as const)(
		"[XP10] is told fresh state where the %s history is lost",
		async (which) => {
			const { client, is, carries } = join("ada");
			await is("live");
			server.isAway = true;
			server.cut();
			await is("behind");
			woods.act("ada", { action: "take", item: "bottle-1" });
			woods.forget(which === "user" ? { userId: "ada" } : "shared");
			server.isAway = false;
			await is("reset");
			expect(client.state().reason).toContain("epoch");
			await carries("bottle-1");
			await vi.waitFor(() => expect(client.state().world).toEqual(woods.world()), QUICK);
		},
	);

	it("[XP11] is refused with the server's words, and lets in with another token", async () => {
		server.userOf = (token) => (token === "good" ? "ada" : undefined);
		const { client, is } = join("bad");
		await is("refused");
		expect(client.state().reason).toBe("The token is not valid here.");
		const asked: string[] = [];
		const other = join("bad", {
			onUnauthorised: async ({ status }) => {
				asked.push(String(status));
				return "good";
			},
		});
		await other.is("live");
		expect(asked).toEqual(["401"]);
	});

	it("[XP11] asks nobody without a token", async () => {
		const { client, is } = join("", { token: () => undefined });
		await is("refused");
		expect(client.state().reason).toBe("a token is needed");
		expect(server.requests).toEqual([]);
	});

	it("[XP12] gets another token at 4401 and resumes with it; without one it has expired, and commands fail", async () => {
		let token = "ada";
		server.userOf = (given) => (given === token ? "ada" : undefined);
		const renewed = join("ada", { onUnauthorised: async () => (token = "ada-2") });
		await renewed.is("live");
		server.close("expired", 4401);
		await renewed.is("resumed");
		expect(server.cursors).toHaveLength(2);
		renewed.client.close();

		const { client, is } = join("ada-2");
		await is("live");
		server.userOf = () => undefined;
		server.close("expired", 4401);
		await is("expired");
		const late = client.act({ action: "look" });
		server.userOf = () => "ada";
		client.start();
		await expect(late).resolves.toMatchObject({ success: true });
		server.userOf = () => undefined;
		server.answer = () => ({ type: "nothing" });
		const waiting = client.act({ action: "look" });
		server.close("expired", 4401);
		await expect(waiting).rejects.toMatchObject({ name: "CommandFailed", code: "refused" });
	});

	it("[XP13] comes back within a second where the server drains", async () => {
		const { is } = join("ada", { random: () => 0 });
		await is("live");
		server.close("draining", 1001);
		await is("resumed");
		expect(server.cursors).toHaveLength(2);
	});

	it("[XP14] tries again what the server was too busy for, and rejects what it will not do", async () => {
		const { client, is } = join("ada");
		await is("live");
		let busy = 2;
		server.answer = ({ id }) =>
			(busy -= 1) >= 0 ? { type: "error", code: "rate_limited", message: "Slowly.", id } : undefined;
		await expect(client.act({ action: "look" })).resolves.toMatchObject({ success: true });
		expect(new Set(server.commands.map(({ id }) => id)).size).toBe(1);
		expect(server.commands).toHaveLength(3);
		server.answer = ({ id }) => ({ type: "error", code: "bad_message", message: "No.", id });
		await expect(client.chat("!")).rejects.toMatchObject({ code: "bad_message", message: "No." });
	});

	it("[XP15] tells where the player stands, the latest again to a server that comes back", async () => {
		const { client, is } = join("ada");
		client.position({ x: 1, y: 2, z: 3 });
		await is("live");
		client.position({ x: 4, y: 5, z: 6 });
		await vi.waitFor(() => expect(server.commands).toHaveLength(2), QUICK);
		server.cut();
		await vi.waitFor(() => expect(server.commands).toHaveLength(3), QUICK);
		expect(server.commands.map((command) => ("x" in command ? command.x : undefined))).toEqual([1, 4, 4]);
	});

	it("[XP16] asks for fresh state where it is told what cannot be", async () => {
		const { client, is } = join("ada");
		await is("live");
		server.answer = () => ({ type: "world_update", changes: "none", cursor: "u1:9~s1:9" });
		const looking = client.act({ action: "look" });
		await vi.waitFor(() => expect(server.commands).toHaveLength(1), QUICK);
		server.answer = () => undefined;
		await is("reset");
		await expect(looking).resolves.toMatchObject({ success: true });
		expect(server.cursors).toEqual([undefined, undefined]);
		expect(client.state().reason).toBe("changes is not a list");
	});

	it("[XP17] leaves nothing behind when it is closed, and can be started again", async () => {
		const { client, is } = join("ada");
		await is("live");
		server.answer = () => ({ type: "nothing" });
		const waiting = client.act({ action: "look" });
		client.close();
		await expect(waiting).rejects.toMatchObject({ code: "closed" });
		expect(client.state().status).toBe("closed");
		server.answer = () => undefined;
		client.start();
		await is("resumed");
	});
});
