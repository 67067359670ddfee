import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeInChromium } from "../../api/test/pages/browser.js";
import { sit, turnBecomes } from "../../api/test/pages/live-table.js";
import { becomes, PATIENT } from "../../api/test/pages/map-page.js";
import type { GameView } from "../../api/src/encounters/engine/view.js";
import type { GiveCommandWire } from "../../game/src/shared/wire/index.js";
import { gameReport } from "../lib/game-report.js";
import { GAME_PROJECT, type PlaceRun, startPlace } from "../lib/place.js";
import { type Line, startLine } from "./line.js";
import { picturePlay } from "./picture-play.js";
import {
	addAt,
	commandsOf,
	endTurn,
	finish,
	hurt,
	shownOn,
	sitByToken,
	storyOn,
	talk,
} from "./play-pages.js";
import { playTurns } from "./play-turns.js";
import { type Recorder, startRecorder } from "./recorder.js";
import { type LoggedRoom, readRoom } from "./room-of-log.js";
import { ownView, readRooms, tokenFor, validate, viewFor } from "./room-views.js";
import { type Backend, startBackend } from "./run-place.js";
import { panelIn, shownIn } from "./shown-views.js";

/** The player of the headless place, who opens the encounter, and the two at the pages. */
const OPENER = "1000001";
const PLAYER = "ada";
const LEADER = "marla";
/** Whom the player at the page brings. */
const OWN = `ranger-${PLAYER}`;
const FOES = ["Skeleton 1", "Skeleton 2"];
/** Hit points that the leader takes of each foe for the last rounds, so that they do not last all day: of 13. */
const WOUND = 11;
const SAID = "I take whoever comes first.";
const OUTCOME = "The market is quiet again.";
const BEGUN = "The encounter begins.";
/** Turns of others for which a browser is cut off, at least. */
const TURNS_AWAY = 3;
/** Turns in which two hits are made, of chances of one half or better: with fewer in one of a million plays. */
const MOST_TURNS = 120;
/** Seconds of a turn, over all that a busy machine may take for one. */
const TURN_SECONDS = 180;
/** Real milliseconds in which the place opens an encounter, or somebody in it has had their turn. */
const SLOW = { timeout: 40_000 };

let backend: Backend;
let recorder: Recorder;
let line: Line;
let place: PlaceRun;
/** What the player of the place reads on the panel of the encounter. */
let panel: readonly string[];

beforeEach(async () => {
	panel = [];
	backend = await startBackend({ JWT_SECRET: "a secret of thirty-two characters" });
	recorder = await startRecorder(backend.url);
	line = await startLine(backend.url);
	place = await startPlace(
		{
			...GAME_PROJECT,
			npcs: 2,
			players: 1,
			names: ["Robin"],
			fights: 1,
			foes: "Skeleton",
			led: true,
			screens: true,
			apiUrl: recorder.url,
			config: { Experience: "", Chatlings: false, EncounterTurnSeconds: TURN_SECONDS },
		},
		() => undefined,
		({ texts }) => (panel = texts["EarshotEncounter"] ?? []),
	);
});

afterEach(async () => {
	place.kill();
	await line.close();
	await recorder.close();
	await backend.close();
});

/** A page has found the backend again: it may have waited for longer and longer between its tries. */
const isBack = (page: Page): Promise<void> => page.locator("[role=status][data-state=live]").waitFor(SLOW);

/** What the player of the place has asked of the room, and whether it was done. */
const askedByPlace = (roomId: string) =>
	recorder.requests
		.filter(({ path }) => path === `/v1/encounters/${roomId}/commands`)
		.map(({ body, answer }) => ({
			...(body as GiveCommandWire),
			ok: (answer as { readonly ok?: boolean }).ok === true,
		}));

/** From the beginning of the encounter on, as far as a page that keeps the newest still has it. */
const fromBegin = (story: readonly string[]): readonly string[] =>
	story.slice(Math.max(0, story.indexOf(BEGUN)));

/** Each command is in the log once, however often it was sent; and all that the place was told was done is there. */
function expectOnce({ commands }: LoggedRoom, sent: readonly string[], doneByPlace: number): void {
	const ids = commands.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(sent.filter((id) => !ids.includes(id))).toEqual([]);
	expect(commands.filter(({ id, ok }) => ok && id.startsWith(`${OPENER}/`))).toHaveLength(doneByPlace);
}

describeInChromium(
	"an encounter in a place and on pages",
	(browsing) => {
		it("[EP30] is played by a place and two browsers through a cut and a kill, and all end in the same state", async () => {
			await expect.poll(() => readRooms(backend.url), SLOW).toHaveLength(1);
			const { roomId } = (await readRooms(backend.url))[0]!;
			const look = (): Promise<GameView> => viewFor(backend.url, roomId, OPENER);
			await expect.poll(async () => (await look()).participants, SLOW).toHaveProperty(OPENER);

			// An admin leads in the place of the player who opened it; the other finds it in the list and brings a ranger.
			const leaderToken = await tokenFor(backend.url, LEADER, ["admin"]);
			const leading = await sitByToken(browsing(), `${backend.url}/live/${roomId}`, leaderToken);
			const playing = await sit(browsing(), line, { userId: PLAYER });
			const [leader, player] = [leading.page, playing.page];
			const [led, played] = [commandsOf(leader), commandsOf(player)];
			await player.getByRole("link", { name: "Open Encounter" }).click();
			await player.getByText("Ranger", { exact: true }).click(PATIENT);
			await player.getByRole("button", { name: "Join as Wren" }).click();
			await expect.poll(async () => (await shownOn(leader)).tokens, PATIENT).toHaveProperty(OWN);
			const { x, y } = (await look()).participants[OPENER]!.position;
			for (const [index, name] of FOES.entries()) {
				await addAt(leader, { kind: "Skeleton", name, cell: { x: x - 2 + 4 * index, y: y - 4 } });
			}
			await leader.getByRole("button", { name: "Start" }).click();
			await expect.poll(async () => (await look()).status, PATIENT).toBe("active");

			const turns = playTurns({ look, leader, player, own: OWN, patience: SLOW });

			// A round of which the player's browser sees nothing, and misses nothing.
			await turns.untilOwn();
			await turnBecomes(player, "Your turn: Wren");
			await talk(player, leader, SAID);
			await turns.playOne();
			await player.context().setOffline(true);
			line.cut();
			await becomes(player, "behind");
			const atCut = await shownOn(player);
			expect(await turns.untilOwn()).toBeGreaterThanOrEqual(TURNS_AWAY);
			expect(await shownOn(player)).toEqual(atCut);
			line.mend();
			await player.context().setOffline(false);
			await turnBecomes(player, "Your turn: Wren");
			await becomes(player, "live");
			const storyOnReturn = fromBegin(await storyOn(player));
			await player.getByRole("tab", { name: "Talk" }).click();
			await picturePlay(browsing(), leader, player);

			// The backend dies when a shot is done whose answer nobody has heard.
			line.mute();
			await turns.shoot();
			await expect
				.poll(
					async () => (await viewFor(backend.url, roomId, PLAYER)).participants[OWN]!.economy?.action,
					PATIENT,
				)
				.toBe(false);
			await backend.kill();
			await becomes(leader, "behind");
			line.mend();
			await backend.restart();
			await Promise.all([leader, player].map(isBack));
			await endTurn(player);
			expect(Math.max(...played.values())).toBeGreaterThan(1);

			for (const { name, currentHP = 0 } of await turns.foesUp()) {
				if (currentHP > WOUND) await hurt(leader, name, WOUND);
			}
			for (let left = MOST_TURNS; (await turns.foesUp()).length > 0 && left > 0; left -= 1)
				await turns.playOne();
			expect(await turns.foesUp()).toEqual([]);
			await turns.untilOwn();
			const rows = panelIn(await look());
			await expect.poll(() => panel.slice(0, rows.length), SLOW).toEqual(rows);
			await finish(leader, OUTCOME, [leader, player]);
			await expect.poll(() => panel, SLOW).toContain("The encounter is over.");

			// What anybody sees is what the backend shows them, and what its log leads to.
			const playerToken = await tokenFor(backend.url, PLAYER);
			const views = {
				leader: await ownView(backend.url, roomId, leaderToken),
				player: await ownView(backend.url, roomId, playerToken),
				opener: await look(),
			};
			const checked = await validate(backend.url, roomId, leaderToken);
			expect(await shownOn(leader)).toEqual(shownIn(views.leader));
			expect(await shownOn(player)).toEqual(shownIn(views.player));
			const stories = { leader: await storyOn(leader), player: await storyOn(player) };
			place.stop();
			const { code, summary } = await place.finished;
			expect([code, summary?.errors]).toEqual([0, 0]);
			await backend.kill();

			const logged = await readRoom(backend.folder, roomId);
			expect(logged.state).toMatchObject({ status: "completed", outcome: OUTCOME });
			expect(checked).toEqual({ isConsistent: true, hash: logged.hash });
			const [dm, ranger] = [{ kind: "dm" } as const, { kind: "player", userId: PLAYER } as const];
			expect(views).toEqual({
				leader: logged.viewFor(dm),
				player: logged.viewFor(ranger),
				opener: logged.viewFor(dm),
			});
			const told = { leader: fromBegin(logged.storyFor(dm)), player: fromBegin(logged.storyFor(ranger)) };
			expect(storyOnReturn).toEqual(told.player.slice(0, storyOnReturn.length));
			expect(storyOnReturn.at(-1)).toBe("Round 2: Wren has the turn.");
			for (const who of ["leader", "player"] as const) {
				const story = fromBegin(stories[who]);
				expect(story).toEqual(told[who].slice(-story.length));
				expect(story.at(-1)).toBe(`The encounter is over: ${OUTCOME}`);
				expect(told[who].filter((text) => /skipped|out of time|left/.test(text))).toEqual([]);
			}

			const asked = askedByPlace(roomId);
			const acts = asked.flatMap(({ command, ok }) => (ok && command.type === "act" ? [command.action] : []));
			expect(new Set(acts.map(({ entityId }) => entityId))).toEqual(new Set([OPENER]));
			expect(acts.map(({ type }) => type)).toEqual(expect.arrayContaining(["move", "attack", "end"]));
			const sent = [
				...asked.map(({ id }) => `${OPENER}/${id}`),
				...[...led.keys()].map((id) => `${LEADER}/${id}`),
				...[...played.keys()].map((id) => `${PLAYER}/${id}`),
			];
			expectOnce(logged, sent, gameReport(summary!).encounters.done);
			expect([leading.complaints, playing.complaints]).toEqual([[], []]);
		}, 240_000);
	},
	{ isServed: true },
);
