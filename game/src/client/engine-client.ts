import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { openTalkRemotes } from "../shared/remotes/engine-remotes";
import { showLine, showSystemLine, waitForChat } from "./lines/engine-lines";
import { openPanel } from "./panel/engine-panel";
import { showTyping } from "./typing/engine-typing";

/** Shows this player what is said around them, and who says it. Returns the stop. */
export function startClient(): () => void {
	const trove = new Trove();
	const player = Players.LocalPlayer;
	const gui = player.WaitForChild("PlayerGui");
	const remotes = openTalkRemotes();
	trove.add(() => remotes.destroy());
	trove.add(showTyping(gui));

	const panel = openPanel(gui, tostring(player.UserId));
	trove.add(panel.stop);
	trove.add(remotes.earshot.connect(panel.show));
	remotes.askEarshot.fire();

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
