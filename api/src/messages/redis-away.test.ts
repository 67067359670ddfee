import { afterEach, beforeEach, expect, it } from "vitest";
import type { MessagesAnswerWire } from "../../../game/src/shared/wire/index.js";
import { startChild, type Child } from "../log/testing/child.js";
import { until } from "../testing/until.js";
import { describeOnRedis } from "../testing/redis-server.js";
import { startTalkServer } from "./testing/talk-server.js";
import type { TalkServer } from "./testing/talk-server.js";
import { message } from "./testing/test-talk.js";

let server: TalkServer | undefined;
let children: Child[] = [];

afterEach(async () => {
	await server?.stop();
	server = undefined;
	await Promise.all(children.map((child) => child.kill("SIGKILL")));
	children = [];
});

function tell(ids: readonly string[], body: object = {}) {
	const messages = ids.map((id) => message(id));
	return server!
		.call()
		.post("/v1/messages")
		.send({ serverId: "s", messages, ...body })
		.expect(202);
}
const response = async (id: string, wait = 20) =>
	(await server!.call().get(`/v1/messages/${id}/response?serverId=s&wait=${wait}`)).body as object;
const queue = async () => {
	const { probes } = (await server!.call().get("/readyz").expect(200)).body as {
		readonly probes: readonly { readonly name: string; readonly ready: boolean }[];
	};
	return probes.find(({ name }) => name === "queue");
};
const isReady = async () => (await queue())?.ready === true;
describeOnRedis("talk over Redis", (redis) => {
	// Jobs that are done stay known for a while: each test has a Redis without any.
	beforeEach(async () => {
		await redis().kill();
		await redis().start();
	});

	const start = async (role: "all" | "api") => {
		server = await startTalkServer({ QUEUE_ENGINE: "redis", REDIS_URL: redis().url, ROLE: role });
	};
	const startWorker = async (...args: string[]): Promise<Child> => {
		const child = startChild(new URL("./testing/worker-child.ts", import.meta.url), [redis().url, ...args]);
		children.push(child);
		await child.line("port ");
		return child;
	};

	it("[MS40] is answered by workers in other processes, and each message once", async () => {
		await start("api");
		await until(isReady, "Redis reached");
		await Promise.all([startWorker(), startWorker()]);
		const ids = Array.from({ length: 20 }, (_, at) => `m${at}`);
		const { body } = await tell(ids);
		expect((body as MessagesAnswerWire).refused).toEqual([]);
		for (const id of ids) expect(await response(id)).toMatchObject({ messageId: id, generatedBy: "worker" });
		expect(server!.mind.asked).toEqual([]);
		const asked = children.flatMap(({ lines }) => lines.filter((line) => line.startsWith("asked ")));
		expect(asked.map((line) => line.slice(6)).sort()).toEqual([...ids].sort());
	}, 60_000);

	it("[MS41] whose worker is killed in the middle is answered by another, once", async () => {
		await start("api");
		await until(isReady, "Redis reached");
		const doomed = await startWorker("stuck");
		await tell(["m1"]);
		expect(await doomed.line("asked ")).toBe("m1");
		const rescuer = await startWorker();
		await doomed.kill("SIGKILL");
		expect(await response("m1")).toMatchObject({ messageId: "m1", generatedBy: "worker" });
		expect(await rescuer.line("asked ")).toBe("m1");
	}, 60_000);

	it("[MS42] that is away at the start is done without, and used once it is there", async () => {
		await redis().kill();
		await start("all");
		expect(await queue()).toMatchObject({
			ready: false,
			required: false,
			detail: "redis: cannot be reached; this process answers",
		});
		await tell(["m1"]);
		expect(await response("m1")).toMatchObject({ messageId: "m1", generatedBy: "test" });
		const worker = startChild(new URL("./testing/worker-child.ts", import.meta.url), [redis().url]);
		children.push(worker);
		const port = await worker.line("port ");
		const readiness = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
		expect(await readiness()).toBe(503);
		await redis().start();
		await until(isReady, "Redis reached");
		await until(async () => (await readiness()) === 200, "the worker ready");
		server!.mind.shut();
		await tell(["m2", "m3"]);
		expect(await worker.line("asked ")).toMatch(/m[23]/);
	}, 60_000);

	it("[MS43] that dies and returns empty loses no message, and answers each once", async () => {
		await start("all");
		await until(isReady, "Redis reached");
		server!.mind.shut();
		await tell(["m1", "m2"]);
		await until(() => server!.mind.asked.length === 2, "both under way");
		await redis().kill();
		await until(async () => !(await isReady()), "Redis gone");
		await tell(["m3"]);
		server!.mind.open();
		for (const id of ["m1", "m2", "m3"]) expect(await response(id)).toMatchObject({ messageId: id });
		await redis().start();
		await until(isReady, "Redis back");
		await tell(["m4"]);
		expect(await response("m4")).toMatchObject({ messageId: "m4" });
		const queues = (await server!.call().get("/v1/queues").expect(200)).body as {
			engine: string;
			queues: object[];
		};
		expect(queues).toMatchObject({ engine: "redis", ready: true, queues: [{ answered: 4 }, {}, {}] });
	}, 60_000);

	it("[MS42] that is away when the service ends keeps it from nothing", async () => {
		await start("all");
		await until(isReady, "Redis reached");
		await redis().kill();
		await until(async () => !(await isReady()), "Redis gone");
		const began = Date.now();
		await server!.stop();
		server = undefined;
		expect(Date.now() - began).toBeLessThan(4_000);
	}, 30_000);

	it("[MS44] has answers that were made while the backend was away", async () => {
		await start("api");
		await until(isReady, "Redis reached");
		await tell(["m1"]);
		let worker: Child | undefined;
		await server!.restart(async () => {
			worker = await startWorker();
			await worker.line("asked m1");
			await new Promise((resolve) => setTimeout(resolve, 200));
		});
		await until(isReady, "Redis reached again");
		expect(await response("m1")).toMatchObject({ messageId: "m1", generatedBy: "worker" });
		expect(worker!.lines.filter((line) => line.startsWith("asked"))).toEqual(["asked m1"]);
	}, 60_000);
});
