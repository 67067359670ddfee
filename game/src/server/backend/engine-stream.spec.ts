import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createEngineStream } from "./engine-stream";
import type { StreamEngine } from "./engine-stream";

/** Stands in for a signal of the engine. */
class FakeSignal<T extends unknown[]> {
	private readonly heard: ((...values: T) => void)[] = [];

	Connect(callback: (...values: T) => void): void {
		this.heard.push(callback);
	}

	fire(...values: T): void {
		for (const callback of this.heard) callback(...values);
	}
}

class FakeClient {
	readonly MessageReceived = new FakeSignal<[message: string]>();
	readonly Error = new FakeSignal<[status: number, message: string]>();
	readonly Closed = new FakeSignal<[]>();
	isClosed = false;

	Close(): void {
		this.isClosed = true;
	}
}

function rig(isStudio = true) {
	const client = new FakeClient();
	const created: object[] = [];
	const engine: StreamEngine = {
		create: (url, headers) => {
			created.push({ url, headers });
			return client;
		},
		decode: (text) => (text === "{" ? error("Can't parse JSON") : { text }),
		isStudio: () => isStudio,
	};
	const port = createEngineStream({ apiUrl: "http://localhost:3000", apiKey: "k" }, engine);
	return { client, created, port };
}

export = (t: Suite) => {
	t.it("is there in Studio alone", () => {
		expect(rig(false).port).toBe(undefined);
		expect(rig(true).port !== undefined).toBe(true);
	});
	t.it("opens an address with the key, hands on text, and stops", () => {
		const { client, created, port } = rig();
		const heard: string[] = [];
		const stop = port!.open("/v1/x", { text: (chunk) => heard.push(chunk), ended: (why) => heard.push(why) });
		expect(created).toEqual([
			{ url: "http://localhost:3000/v1/x", headers: { accept: "text/event-stream", "x-api-key": "k" } },
		]);
		client.MessageReceived.fire("id: 1");
		client.Error.fire(400, "reset by peer");
		client.Closed.fire();
		expect(heard).toEqual(["id: 1", "400 reset by peer", "it was closed"]);
		expect(client.isClosed).toBe(false);
		stop();
		expect(client.isClosed).toBe(true);
	});
	t.it("has no value for what is no JSON", () => {
		const { port } = rig();
		expect(port!.decode("{}")).toEqual({ text: "{}" });
		expect(port!.decode("{")).toBe(undefined);
	});
};
