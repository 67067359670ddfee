import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Router } from "express";
import { expect, it } from "vitest";
import { chatroomTopic } from "../../src/chatroom/chatroom-topic.js";
import { startNewsProcess, tokenOf } from "../../src/chatroom/live/testing/news-process.js";
import { createMemoryLog } from "../../src/log/memory-log.js";
import { describeInChromium } from "./browser.js";
import { PATIENT } from "./map-page.js";

const PAGE = fileURLToPath(new URL("chatroom-news-page.tsx", import.meta.url));

describeInChromium("a chatroom's news in React", (browsing) => {
	it("[CL47] are told to the latest hook, once each, over one connection that ends with the component", async () => {
		const { outputFiles } = await build({
			entryPoints: [PAGE],
			bundle: true,
			write: false,
			format: "iife",
			define: { "process.env.NODE_ENV": '"production"' },
		});
		const routes = Router();
		routes.get("/", (_req, res) => void res.send('<div id="root"></div><script src="/page.js"></script>'));
		routes.get("/page.js", (_req, res) => void res.type("js").send(outputFiles[0]!.text));
		const log = createMemoryLog();
		const refuse = () => Promise.reject(new Error("there is no database"));
		const server = await startNewsProcess({
			database: { run: refuse, transaction: refuse, isNeeded: () => false },
			log,
			hasEarlier: false,
			features: [{ routes, describe: () => undefined }],
		});
		const tell = (id: string) =>
			log.append(chatroomTopic("ana"), [{ type: "conversation", data: JSON.stringify({ id }) }]);
		try {
			const address = `http://127.0.0.1:${server.port}/?as=${await tokenOf("ana")}`;
			const { page, complaints } = await browsing().visit(address);
			const shown = () =>
				page.evaluate(() => ({ ...((window as Window & { shown?: Record<string, unknown> }).shown ?? {}) }));
			await expect.poll(shown, PATIENT).toMatchObject({ status: "live", told: ["state in turn 1"] });
			await tell("a");
			const first = ["state in turn 1", "conversation in turn 1"];
			await expect.poll(shown, PATIENT).toMatchObject({ told: first });
			await page.getByRole("button", { name: "next turn" }).click();
			await tell("b");
			await expect.poll(shown, PATIENT).toMatchObject({ told: [...first, "conversation in turn 2"] });
			// News render nothing by themselves; the status did, and the turn.
			expect((await shown())["renders"]).toBeLessThanOrEqual(4);
			expect(server.doors.counts()).toMatchObject({ sockets: 1, sse: 0 });
			await page.getByRole("button", { name: "away" }).click();
			await expect.poll(() => server.doors.counts().sockets, PATIENT).toBe(0);
			expect(complaints).toEqual([]);
		} finally {
			await server.close();
			await log.close();
		}
	});
});
