import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { createHistory } from "../stand-in/history.js";
import { startProtocolServer } from "../stand-in/protocol-server.js";
import { createWalkers } from "../stand-in/walkers.js";
import { describeInChromium } from "./browser.js";
import { PATIENT } from "./map-page.js";

const PAGE = fileURLToPath(new URL("react-binding-page.tsx", import.meta.url));

describeInChromium("the binding for React", (browsing) => {
	it("[SS27] renders what it selects when that changes, the same tick everywhere, and follows anew for another world", async () => {
		const { outputFiles } = await build({
			entryPoints: [PAGE],
			bundle: true,
			write: false,
			format: "iife",
			define: { "process.env.NODE_ENV": '"production"' },
		});
		const walkers = createWalkers({ npcs: 8, players: 2, seed: 1, now: 0 });
		const history = createHistory();
		history.publish(walkers.world());
		const server = await startProtocolServer({
			history: () => history,
			intercept: (_, res, { pathname }) => {
				if (pathname !== "/" && pathname !== "/page.js") return false;
				const isPage = pathname === "/";
				res.setHeader("content-type", isPage ? "text/html" : "text/javascript");
				res.end(isPage ? '<div id="root"></div><script src="/page.js"></script>' : outputFiles[0]!.text);
				return true;
			},
		});
		try {
			const { page, complaints } = await browsing().visit(server.url);
			const shown = () =>
				page.evaluate(() => ({ ...((window as Window & { shown?: Record<string, unknown> }).shown ?? {}) }));
			await expect.poll(shown, PATIENT).toMatchObject({ status: "live", members: 10, tick: 1 });
			for (let tick = 2; tick <= 20; tick += 1) {
				walkers.step(1, tick);
				history.publish(walkers.world());
				await expect.poll(shown, PATIENT).toMatchObject({ tick });
			}
			const seen = await shown();
			// Ticks change neither how many there are nor the status.
			expect(seen["memberRenders"]).toBeLessThanOrEqual(3);
			expect(seen["idRenders"]).toBeLessThanOrEqual(3);
			expect(seen["tickRenders"]).toBeGreaterThanOrEqual(20);
			expect(seen["torn"]).toBe(0);
			const sockets = () => server.requests.filter((path) => path.startsWith("/ws/world")).length;
			expect(sockets()).toBe(1);
			await page.getByRole("button", { name: "another world" }).click();
			await expect.poll(sockets, PATIENT).toBe(2);
			await expect.poll(shown, PATIENT).toMatchObject({ status: "live", tick: 20 });
			expect(server.requests.at(-1)).toContain("world=b");
			await page.getByRole("button", { name: "away" }).click();
			await expect.poll(shown, PATIENT).toMatchObject({ closed: true });
			expect(complaints).toEqual([]);
		} finally {
			await server.close();
		}
	});
});
