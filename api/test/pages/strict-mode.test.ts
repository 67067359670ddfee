import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTables, type Tables } from "../stand-in/tables.js";
import { describeInChromium } from "./browser.js";
import { smallRoom } from "./live-table.js";
import { PATIENT } from "./map-page.js";

const PAGE = fileURLToPath(new URL("strict-mode-page.tsx", import.meta.url));

let folder: string;
let tables: Tables;

describeInChromium("the binding for React to encounters", (browsing) => {
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "earshot-strict-"));
		await mkdir(join(folder, "assets"));
		await writeFile(
			join(folder, "index.html"),
			'<div id="root"></div><script src="/assets/page.js"></script>',
		);
		await build({
			entryPoints: [PAGE],
			outfile: join(folder, "assets", "page.js"),
			bundle: true,
			format: "iife",
			// Strict mode begins everything twice in development alone.
			define: { "process.env.NODE_ENV": '"development"' },
		});
		tables = await startTables({ pages: folder });
	}, 120_000);
	afterAll(async () => {
		await tables.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it("[EP24] follows and acts after it was begun, ended and begun again, over one connection", async () => {
		const roomId = await tables.open("dora", smallRoom());
		await tables.give(roomId, "dora", { type: "start" });
		const answer = await fetch(`${tables.url}/dev/token`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ userId: "ada", roles: [] }),
		});
		const { token } = (await answer.json()) as { readonly token: string };
		const { page, complaints } = await browsing().visit("about:blank");
		const sockets = { opened: 0, open: 0 };
		page.on("websocket", (socket) => {
			sockets.opened += 1;
			sockets.open += 1;
			socket.on("close", () => (sockets.open -= 1));
		});
		await page.goto(`${tables.url}/?room=${roomId}&token=${token}`);
		await expect.poll(() => page.getByTestId("status").textContent(), PATIENT).toMatch(/live|resumed/);
		await page.getByRole("button", { name: "move" }).click();
		await expect.poll(() => page.title(), PATIENT).toBe("taken");
		await expect.poll(() => page.getByTestId("at").textContent(), PATIENT).toBe('{"x":3,"y":4}');
		expect(tables.state(roomId).participants["hero"]!.position).toEqual({ x: 3, y: 4 });
		// It was begun twice indeed.
		expect(sockets.opened).toBe(2);
		await expect.poll(() => sockets.open, PATIENT).toBe(1);
		await tables.give(roomId, "ada", {
			type: "act",
			action: { type: "move", entityId: "hero", position: { x: 4, y: 4 } },
		});
		await expect.poll(() => page.getByTestId("at").textContent(), PATIENT).toBe('{"x":4,"y":4}');
		expect(complaints).toEqual([]);
	});
});
