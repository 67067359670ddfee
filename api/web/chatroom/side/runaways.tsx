import { useEffect, useRef, useState } from "react";
import type { RunawaysWire, RunawayWire } from "../../../src/chatroom/chatroom-wire.js";
import { ApiError, reasonOf } from "../../access/get-json.js";
import { Avatar } from "../avatar/avatar.js";
import { useRecover } from "../data/use-chatroom.js";
import { coinsText, recoveryText } from "../wording.js";
import { RunawayRow } from "./runaway-row.js";
import classes from "./runaways.module.css";

/** What came of the last attempt. */
interface Told {
	readonly runaway: RunawayWire;
	readonly outcome: "won" | "lost" | "refused";
	readonly text: string;
}

function refusal(error: unknown, { cost }: RunawayWire, coins: number): string {
	if (error instanceof ApiError && error.status === 402)
		return `That takes ${coinsText(cost)}, and you have ${coins}. Nothing was taken.`;
	return `That was not done: ${reasonOf(error)}`;
}

export interface RunawaysProps {
	readonly known: RunawaysWire;
	/** Unix seconds. */
	readonly seconds: number;
}

/** Those who ran away, what it takes to win each of them back, and what came of trying. */
export function Runaways({ known: { coins, runaways }, seconds }: RunawaysProps) {
	const recovery = useRecover();
	const [told, setTold] = useState<Told>();
	const outcome = useRef<HTMLParagraphElement>(null);
	/** One attempt at a time: a second click comes before the first is known to be under way. */
	const isTrying = useRef(false);
	// The button of one who came back is gone with it.
	useEffect(() => {
		if (told?.outcome === "won") outcome.current?.focus();
	}, [told]);

	async function attempt(runaway: RunawayWire): Promise<void> {
		if (isTrying.current) return;
		isTrying.current = true;
		try {
			const { is_won, runaway: left } = await recovery.mutateAsync(runaway);
			setTold({
				runaway,
				outcome: is_won ? "won" : "lost",
				text: recoveryText(runaway.name, runaway, is_won ? undefined : left),
			});
		} catch (error) {
			setTold({ runaway, outcome: "refused", text: refusal(error, runaway, coins) });
		} finally {
			isTrying.current = false;
		}
	}

	if (runaways.length === 0 && !told) return null;
	return (
		<section
			className={classes.panel}
			data-away={runaways.length > 0 || undefined}
			aria-labelledby="runaways"
		>
			<header className={classes.head}>
				<h2 id="runaways">{runaways.length === 0 ? "Nobody is away" : "Ran away"}</h2>
			</header>
			<div role="status">
				{told && (
					<p ref={outcome} tabIndex={-1} className={classes.told} data-outcome={told.outcome}>
						<Avatar
							id={told.runaway.creature_id}
							personality={told.runaway.personality}
							mood={told.outcome === "won" ? "happy" : "unhappy"}
							size={30}
						/>
						{told.text}
					</p>
				)}
			</div>
			<ul className={classes.rows}>
				{runaways.map((runaway) => (
					<RunawayRow
						key={runaway.creature_id}
						runaway={runaway}
						coins={coins}
						seconds={seconds}
						isTrying={recovery.isPending}
						onTry={() => void attempt(runaway)}
					/>
				))}
			</ul>
		</section>
	);
}
