import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { openEncounterRemotes } from "../shared/remotes/engine-encounter-remotes";
import { openQuestRemotes } from "../shared/remotes/engine-quest-remotes";
import { openTalkRemotes } from "../shared/remotes/engine-remotes";
import { watchClicks } from "./encounter/engine-clicks";
import { openEncounterPanel } from "./encounter/engine-encounter";
import { openGround } from "./encounter/engine-ground";
import { walkOwn } from "./encounter/engine-walk";
import { showLine, showSystemLine, waitForChat } from "./lines/engine-lines";
import { openPanel } from "./panel/engine-panel";
import { openQuestPanel } from "./quest/engine-quests";
import { showTyping } from "./typing/engine-typing";

/** Shows this player what is said around them, who says it, and how far their quests are. Returns the stop. */
export function startClient(): () => void {
	const trove = new Trove();
	const player = Players.LocalPlayer;
	const gui = player.WaitForChild("PlayerGui");
	const remotes = openTalkRemotes();
	trove.add(() => remotes.destroy());
	trove.add(showTyping(gui));

	const encounterRemotes = openEncounterRemotes();
	trove.add(() => encounterRemotes.destroy());
	const { order } = encounterRemotes;
	const encounter = openEncounterPanel(gui, (given) => order.fire(given));
	trove.add(encounter.stop);
	trove.add(watchClicks(encounter.clicked));
	const ground = openGround(() => player.Character);
	trove.add(ground.stop);
	trove.connect(player.CharacterAdded, (character) => {
		character.WaitForChild("HumanoidRootPart");
		ground.draw();
	});

	const panel = openPanel(gui, tostring(player.UserId), () => order.fire({ kind: "open" }));
	trove.add(panel.stop);
	trove.add(remotes.earshot.connect(panel.show));
	remotes.askEarshot.fire();

	trove.add(
		encounterRemotes.shown.connect((shown) => {
			encounter.show(shown);
			ground.show(shown);
			panel.offer(shown.canOpen);
		}),
	);
	trove.add(encounterRemotes.told.connect(encounter.tell));
	trove.add(encounterRemotes.walk.connect((goal) => walkOwn(player, goal)));
	encounterRemotes.askEncounter.fire();

	const questRemotes = openQuestRemotes();
	trove.add(() => questRemotes.destroy());
	const quests = openQuestPanel(gui);
	trove.add(quests.stop);
	trove.add(questRemotes.quests.connect(quests.show));
	trove.add(questRemotes.told.connect(quests.tell));
	questRemotes.askQuests.fire();

	// Lines that come before the chat is there wait in their remotes until somebody connects.
	trove.add(
		task.spawn(() => {
			waitForChat();
			trove.add(remotes.line.connect(showLine));
			trove.add(remotes.system.connect(showSystemLine));
		}),
	);
	return () => trove.destroy();
}
