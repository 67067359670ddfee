import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestApp, appBuilder } from "./test-app.js";

const { build, stopAll } = appBuilder();
let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "earshot-pages-"));
});
afterEach(() => {
	stopAll();
	rmSync(folder, { recursive: true });
});

const write = (name: string, text: string): void => {
	mkdirSync(join(folder, name, ".."), { recursive: true });
	writeFileSync(join(folder, name), text);
};
const withPages = (): TestApp => build({ pages: { folder } });

describe("the pages", () => {
	it("[ED70] are the known paths, each its own file or else the one that finds its way", async () => {
		write("index.html", "shell");
		write("live.html", "live");
		write("chatroom/index.html", "chatroom");
		const app = withPages();
		const pages = {
			"/": "shell",
			"/live": "live",
			"/live/room-1": "shell",
			"/chatroom": "chatroom",
			"/experience": "shell",
		};
		for (const [path, text] of Object.entries(pages)) {
			const answer = await request(app.handler).get(path).expect(200).expect("content-type", /html/);
			expect([path, answer.text]).toEqual([path, text]);
			expect(answer.headers["cache-control"]).toBe("no-cache");
		}
	});

	it("[ED70] are no other paths", async () => {
		write("index.html", "shell");
		const app = withPages();
		for (const path of ["/elsewhere", "/live/room-1/deeper", "/chatroom/deeper", "/v1/nothing"]) {
			await request(app.handler)
				.get(path)
				.expect(404)
				.expect("content-type", /problem/);
		}
	});

	it("[ED70] are not there where the folder does not hold them", async () => {
		await request(withPages().handler)
			.get("/")
			.expect(404)
			.expect("content-type", /problem/);
		await request(build().handler).get("/").expect(404);
		await request(build({ pages: { folder: join(folder, "none") } }).handler)
			.get("/live")
			.expect(404);
	});

	it("[ED71] are asked for anew each time, their hashed assets once a year", async () => {
		write("index.html", "shell");
		write("assets/map-3f2a.js", "code");
		write("favicon.svg", "<svg/>");
		const app = withPages();
		const asset = await request(app.handler).get("/assets/map-3f2a.js").expect(200);
		expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
		const icon = await request(app.handler).get("/favicon.svg").expect(200);
		expect(icon.headers["cache-control"]).toBe("no-cache");
		const page = await request(app.handler).get("/").expect(200);
		await request(app.handler).get("/").set("if-none-match", page.headers.etag!).expect(304);
	});

	it("[ED71] keep nobody waiting a year for an asset that is missing", async () => {
		write("index.html", "shell");
		const answer = await request(withPages().handler).get("/assets/gone.js").expect(404);
		expect(answer.headers["cache-control"]).toBe("no-store");
	});

	it.each(["/..%2f..%2fetc/passwd", "/%2e%2e/secret", "/.env", "/assets/%00", "/%"])(
		"[ED72] stay in their folder: %s",
		async (path) => {
			write("index.html", "shell");
			write(".env", "secret");
			const { status, headers } = await request(withPages().handler).get(path);
			expect(status).toBeGreaterThanOrEqual(400);
			expect(status).toBeLessThan(500);
			expect(headers["content-type"]).toMatch(/problem/);
		},
	);
});
