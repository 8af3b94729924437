using System.Text.Json;
using Planner.Serialization;

namespace Planner.Planning.Mending;

/// <summary>Steps that do the same with the same: the later one is dropped, and what took its value takes the earlier one's.</summary>
internal static class Repetitions
{
    public static void Apply(PlanDraft draft)
    {
        var known = draft.All.Values.Except(draft.Steps).GroupBy(Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
        for (var again = true; again;)
        {
            again = false;
            var seen = new Dictionary<string, string>(known, StringComparer.Ordinal);
            foreach (var step in draft.Steps)
            {
                if (!seen.TryAdd(Key(step), step.Id) && seen[Key(step)] is var first && !draft.DependsOn(first, step.Id))
                {
                    draft.Remove(step.Id, first);
                    draft.Mend(step.Id, step.Id, first, $"Step {step.Id} does the same as {first} with the same input.");
                    again = true;
                    break;
                }
            }
        }
    }

    /// <summary>Whether a step that is written anew asks for what another did already: the same task with the same, whatever is to come after it.</summary>
    public static bool Repeats(PlanStep step, PlanStep done) =>
        string.Equals(step.Task, done.Task, StringComparison.Ordinal)
        && (step.Instruction.Length == 0 || done.Instruction.Length == 0 || string.Equals(step.Instruction.Trim(), done.Instruction.Trim(), StringComparison.OrdinalIgnoreCase))
        && Key(Core(step)) == Key(Core(done));

    private static PlanStep Core(PlanStep step) => new() { Id = "", Task = step.Task, Inputs = step.Inputs, Parameters = step.Parameters, ForEach = step.ForEach };

    private static string Key(PlanStep step) => JsonSerializer.Serialize(step with { Id = "" }, PlannerJson.Context.PlanStep);
}
