import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";

/** Ends the encounter, with what came of it. It cannot be gone on with after that. */
export function Finish({ onComplete }: { readonly onComplete: (outcome: string) => void }) {
	const [opened, setOpened] = useState(false);
	const [outcome, setOutcome] = useState("");
	return (
		<Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom" shadow="md">
			<Popover.Target>
				<Button variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
					Complete
				</Button>
			</Popover.Target>
			<Popover.Dropdown>
				<form
					style={{ display: "grid", gap: 8, width: 240 }}
					onSubmit={(event) => {
						event.preventDefault();
						setOpened(false);
						onComplete(outcome.trim());
					}}
				>
					<TextInput
						label="What came of it?"
						placeholder="The ford is free."
						value={outcome}
						onChange={(event) => setOutcome(event.currentTarget.value)}
						maxLength={200}
						data-autofocus
					/>
					<Button type="submit" size="xs">
						End the encounter
					</Button>
				</form>
			</Popover.Dropdown>
		</Popover>
	);
}
