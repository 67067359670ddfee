import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { startPageServer, type PageServer, type PageServerOptions } from "../stand-in/page-server.js";

const WEB = fileURLToPath(new URL("../../web/", import.meta.url));
const VITE = fileURLToPath(new URL("../../../node_modules/vite/bin/vite.js", import.meta.url));

/** Where systems keep it. */
const PLACES = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser to test with; undefined where there is none. */
export function findChromium(): string | undefined {
	return process.env["CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
}

/** A build and a start of the browser, on a busy machine. */
const BUILD_MS = 120_000;

const ARGUMENTS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

export interface OpenOptions {
	readonly server?: PageServerOptions;
	readonly context?: BrowserContextOptions;
	readonly path?: string;
}

export interface Visit {
	readonly page: Page;
	/** What the page complained of: thrown errors, and what its content security policy kept it from. */
	readonly complaints: readonly string[];
}

export interface OpenedPage extends Visit {
	readonly server: PageServer;
}

export interface Browsing {
	/** A fresh profile on a fresh server. */
	readonly open: (options?: OpenOptions) => Promise<OpenedPage>;
	/** A fresh profile on a server that is there already. */
	readonly visit: (url: string, options?: BrowserContextOptions) => Promise<Visit>;
	/** Folder of the built pages; empty where they are served already. */
	readonly pages: string;
	/** Closes what was opened since the last time. */
	readonly closePages: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** Builds in a process of its own: in one that tests, libraries are built in with their development checks. */
async function buildPages(folder: string): Promise<void> {
	const options = [
		"--config",
		join(WEB, "vite.config.ts"),
		"--outDir",
		folder,
		"--emptyOutDir",
		"--logLevel",
		"error",
	];
	await promisify(execFile)(process.execPath, [VITE, "build", WEB, ...options], {
		env: { ...process.env, NODE_ENV: "production" },
	});
}

/** Starts a browser; unless somebody else serves them, the pages are built as they are now. */
export async function startBrowsing(executablePath: string, isServed = false): Promise<Browsing> {
	const pages = await mkdtemp(join(tmpdir(), "earshot-pages-"));
	if (!isServed) await buildPages(pages);
	const browser: Browser = await chromium.launch({ executablePath, args: ARGUMENTS });
	let opened: { readonly close: () => Promise<void> }[] = [];
	const closePages = async (): Promise<void> => {
		const closing = opened;
		opened = [];
		for (const one of closing) await one.close();
	};
	async function visit(url: string, options: BrowserContextOptions = {}): Promise<Visit> {
		const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
		opened.unshift(context);
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on("pageerror", (error) => complaints.push(error.message));
		page.on("console", (message) => {
			// A server that is away or refuses is part of some tests, and the browser notes it.
			const isExpected = /^(Failed to load resource|WebSocket connection to .* failed)/.test(message.text());
			if (message.type() === "error" && !isExpected) complaints.push(message.text());
		});
		await page.goto(url);
		return { page, complaints };
	}
	return {
		pages: `${pages}/`,
		visit,
		async open({ server: serverOptions, context, path = "/" } = {}) {
			const server = await startPageServer({ pages: `${pages}/`, ...serverOptions });
			opened.push(server);
			return { server, ...(await visit(server.url + path, context)) };
		},
		closePages,
		async close() {
			await closePages();
			await browser.close();
			await rm(pages, { recursive: true, force: true });
		},
	};
}

/**
 * A suite in a browser, which its tests get from `browsing()`. Where there is no browser it is skipped under a
 * name that says so, and fails where everything must be there. `isServed` of pages that a server has built in.
 */
export function describeInChromium(
	name: string,
	suite: (browsing: () => Browsing) => void,
	{ isServed = false }: { readonly isServed?: boolean } = {},
): void {
	const path = findChromium();
	describe.skipIf(!path && !process.env["CI"])(path ? name : `${name}: Chromium is not installed`, () => {
		let browsing: Browsing | undefined;
		const started = (): Browsing => {
			if (!browsing) throw new Error("the browser has not started");
			return browsing;
		};
		beforeAll(async () => {
			if (!path) throw new Error("Chromium is not installed; name it by CHROMIUM");
			browsing = await startBrowsing(path, isServed);
		}, BUILD_MS);
		afterEach(() => started().closePages());
		afterAll(() => browsing?.close());
		suite(started);
	});
}
