import { describe, expect, it } from "vitest";
import { createDeferred } from "../../doors/deferred.js";
import { Refusal } from "../../http/refusal.js";
import { until } from "../../testing/until.js";
import { useChannel } from "./testing/channel-fixture.js";
import { EXPERIENCE, tell } from "./testing/fake-experiences.js";

const current = useChannel();
const take = (item: string, id?: string) => ({ type: "action", action: "take", item, id });

describe("a client's commands", () => {
	it("[XC9] are answered under their ids", async () => {
		await current().start();
		const [client] = await current().ready("ana");
		client!.send({ type: "ping", id: "p" });
		expect(await client!.next("pong")).toEqual({ type: "pong", id: "p", timestamp: expect.any(Number) });
		client!.send(take("bottle-1", "t"));
		expect(await client!.next("action_result")).toEqual({
			type: "action_result",
			id: "t",
			action: "take",
			success: true,
			message: "You take.",
		});
		client!.send({ type: "chat", content: "hello", id: "c" });
		expect(await client!.next("chat_accepted")).toEqual({
			type: "chat_accepted",
			id: "c",
			message_id: "of hello",
		});
		client!.send({ type: "ping" });
		expect(await client!.next("pong")).not.toHaveProperty("id");
		client!.send(take("bottle-2"));
		expect(await client!.next("action_result")).not.toHaveProperty("id");
	});

	it("[XC15] are done in their order, and neither pings nor positions wait for a slow one", async () => {
		const { experiences } = current();
		const slow = createDeferred<void>();
		experiences.before = (what) => (what === "act slow" ? slow.promise : Promise.resolve());
		await current().start();
		const [client] = await current().ready("ana");
		client!.send(take("slow", "1"));
		client!.send({ type: "chat", content: "then", id: "2" });
		client!.send(take("last", "3"));
		client!.send({ type: "position", x: 1, y: 0, z: 0 });
		client!.send({ type: "ping", id: "p" });
		await client!.next("pong");
		await until(() => experiences.done.includes("move 1"), "the position");
		expect(experiences.done).toEqual(["move 1"]);
		slow.resolve();
		await client!.all("action_result", 2);
		expect(experiences.done).toEqual(["move 1", "act slow", "chat then", "act last"]);
	});

	it("[XC15] are done where the client says that the player is: after the way there", async () => {
		const { experiences } = current();
		const walking = createDeferred<void>();
		const begun: string[] = [];
		experiences.before = (what) => {
			begun.push(what);
			return what.startsWith("move") ? walking.promise : Promise.resolve();
		};
		await current().start();
		const [client] = await current().ready("ana");
		begun.length = 0;
		const go = (x: number): void => client!.send({ type: "position", x, y: 0, z: 0 });
		go(1);
		await until(() => begun.includes("move 1"), "the first step");
		for (const x of [2, 3]) go(x);
		client!.send(take("bottle-1"));
		client!.send({ type: "ping" });
		await client!.next("pong");
		expect(begun).toEqual(["move 1"]);
		walking.resolve();
		await client!.next("action_result");
		expect(begun).toEqual(["move 1", "move 3", "act bottle-1"]);
		expect(experiences.done).toEqual(begun);
	});

	it("[XC16] are not piled up: beyond a number under way they are refused at once", async () => {
		const { experiences } = current();
		const slow = createDeferred<void>();
		experiences.before = (what) => (what.startsWith("act") ? slow.promise : Promise.resolve());
		await current().start();
		const [client] = await current().ready("ana");
		for (let n = 1; n <= 34; n++) client!.send(take(`${n}`, `${n}`));
		expect(await client!.all("error", 2)).toMatchObject([
			{ code: "rate_limited", id: "33" },
			{ code: "rate_limited", id: "34" },
		]);
		slow.resolve();
		await client!.all("action_result", 32);
		expect(experiences.done).toHaveLength(32);
		client!.send(take("again"));
		await client!.all("action_result", 33);
	});

	it.each([
		["no JSON", "{", "bad_json"],
		["another type", '{"type":"shout","id":"7"}', "unknown_type"],
		["a message that does not fit", '{"type":"chat"}', "bad_message"],
		["bytes", Buffer.from('{"type":"ping"}'), "binary"],
		["too large a message", JSON.stringify({ type: "chat", content: "x".repeat(65_536) }), "too_large"],
		["the largest that is read", "x".repeat(1024 * 1024), "too_large"],
		[
			"a large one of few characters",
			JSON.stringify({ type: "chat", content: "🦊".repeat(17_000) }),
			"too_large",
		],
	])(
		"[XC10] [XC11] are answered with an error where they are %s, and the connection stays",
		async (_, sent, code) => {
			await current().start();
			const [client] = await current().ready("ana");
			client!.socket.send(sent);
			expect(await client!.next("error")).toMatchObject({ code, message: expect.any(String) });
			client!.send({ type: "ping" });
			await client!.next("pong");
		},
	);

	it("[XC11] of 64 KiB to the byte are read", async () => {
		await current().start();
		const [client] = await current().ready("ana");
		const text = '{"type":"ping","id":"whole"}';
		client!.socket.send(text + " ".repeat(65_536 - text.length));
		expect(await client!.next("pong")).toMatchObject({ id: "whole" });
	});

	it("[XC11] that are larger than what is read close the connection with 1009, the others unharmed", async () => {
		await current().start();
		const [greedy, modest] = await current().ready("ana", "ana");
		greedy!.socket.send("x".repeat(1024 * 1024 + 1));
		expect(await greedy!.closed).toBe(1009);
		modest!.send({ type: "ping" });
		await modest!.next("pong");
	});

	it("[XC12] beyond the rate are answered under their id and not done", async () => {
		const { experiences } = current();
		await current().start();
		const [client] = await current().ready("ana");
		for (let n = 1; n <= 70; n++) client!.send({ type: "ping", id: `${n}` });
		client!.send(take("bottle-1", "late"));
		const refused = await client!.all("error", 5);
		expect(refused.every(({ code }) => code === "rate_limited")).toBe(true);
		await until(() => client!.messages.some(({ id }) => id === "late"), "the last answer");
		const pongs = client!.messages.filter(({ type }) => type === "pong");
		// While they were sent a few more may have been let in.
		expect(pongs.length).toBeGreaterThanOrEqual(50);
		expect(pongs.length).toBeLessThan(65);
		expect(client!.messages.find(({ id }) => id === "late")).toMatchObject({ code: "rate_limited" });
		expect(experiences.done).toEqual([]);
		current().ahead += 10;
		client!.send(take("bottle-1", "in time"));
		expect(await client!.next("action_result")).toMatchObject({ id: "in time" });
	});

	it("[XC12] [XC14] that flood close the connection with 4029, the others unharmed", async () => {
		await current().start();
		const [flooding, other] = await current().ready("ana", "ana");
		for (let n = 0; n < 600; n++) flooding!.socket.send(n % 2 === 0 ? "{" : '{"type":"ping"}');
		expect(await flooding!.closed).toBe(4029);
		await tell(current().log, { experience: EXPERIENCE, userId: "ana" });
		await other!.next("world_update");
		other!.send({ type: "ping" });
		await other!.next("pong");
	});

	it("[XC13] that the state cannot do now are answered as unavailable", async () => {
		const { experiences, failures } = current();
		await current().start();
		const [client] = await current().ready("ana");
		experiences.before = () => Promise.reject(new Refusal("unavailable", "The state is away."));
		client!.send(take("bottle-1", "1"));
		client!.send({ type: "position", id: "2", x: 1, y: 2, z: 3 });
		client!.send({ type: "chat", id: "3", content: "hello" });
		expect(await client!.all("error", 3)).toEqual(
			expect.arrayContaining(
				["1", "2", "3"].map((id) => ({
					type: "error",
					id,
					code: "unavailable",
					message: "The state is away.",
				})),
			),
		);
		expect(failures).toEqual([]);
	});

	it("[XC13] that break something here are answered as failed, without a word of the inside, and logged", async () => {
		const { experiences, failures } = current();
		await current().start();
		const [client] = await current().ready("ana");
		const error = new Error("a secret of the inside");
		experiences.before = () => Promise.reject(error);
		client!.send(take("bottle-1", "1"));
		const answer = await client!.next("error");
		expect(answer).toMatchObject({ id: "1", code: "failed" });
		expect(JSON.stringify(answer)).not.toContain("secret");
		expect(failures).toEqual([[error, { connectionId: "c-1", experience: EXPERIENCE, userId: "ana" }]]);
	});

	it("[XC13] that others find wrong are answered so, with what is wrong", async () => {
		const { experiences } = current();
		await current().start();
		const [client] = await current().ready("ana");
		const errors = [{ path: "item", message: "must be short" }];
		experiences.before = () => Promise.reject(new Refusal("invalid", "It does not fit.", { errors }));
		client!.send(take("bottle-1"));
		expect(await client!.next("error")).toEqual({
			type: "error",
			code: "bad_message",
			message: "It does not fit.",
			errors,
		});
	});

	it("[XC12] of one who takes no answers are not listened to until it does", async () => {
		const { experiences, log } = current();
		const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
		await current().start();
		const [client] = await current().ready("ana");
		client!.socket.pause();
		const filler = "x".repeat(200_000);
		for (let n = 0; n < 60; n++) await tell(log, { experience: EXPERIENCE, userId: "ana" }, { filler });
		await pause();
		for (const item of ["1", "2", "3"]) {
			client!.send(take(item));
			await pause();
		}
		expect(experiences.done).toEqual(["act 1"]);
		client!.socket.resume();
		await client!.all("action_result", 3);
		expect(experiences.done).toEqual(["act 1", "act 2", "act 3"]);
	});
});
