using Planner.Planning;

namespace Planner.Benchmarks.Planning;

/// <summary>A plan that the controller writes, and how long each of its steps takes.</summary>
/// <param name="Name">Its shape.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Seconds">How long each step's model works, by id.</param>
internal sealed record Scenario(string Name, IReadOnlyList<PlanStep> Steps, IReadOnlyDictionary<string, double> Seconds)
{
    /// <summary>Whether the plan is the first step alone, and the others are written when its result is there.</summary>
    public bool IsRevised { get; init; }

    /// <summary>What the controller writes, as it is asked to.</summary>
    public string Reply => PlanText.Write(IsRevised ? [Steps[0] with { Then = "replan" }] : Steps);

    /// <summary>What it writes when it is asked again.</summary>
    public string Revision => PlanText.Write([.. Steps.Skip(1)]);

    /// <summary>The shapes of the table, two of them written in two parts as well; models take 0.3 to 2 s, drawn once from a fixed seed.</summary>
    public static IReadOnlyList<Scenario> All
    {
        get
        {
            var chance = new Random(7);
            IReadOnlyList<Scenario> shapes =
            [
                Make("chain", chance, ("s1", []), ("s2", ["s1"]), ("s3", ["s2"]), ("s4", ["s3"])),
                Make("fan-out", chance, ("s1", []), ("s2", ["s1"]), ("s3", ["s1"]), ("s4", ["s1"]), ("s5", ["s1"]), ("s6", ["s1"])),
                Make("diamond", chance, ("s1", []), ("s2", ["s1"]), ("s3", ["s1"]), ("s4", ["s1"]), ("s5", ["s2", "s3", "s4"])),
            ];
            return [.. shapes, .. shapes.Where(shape => shape.Name != "diamond").Select(shape => shape with { Name = $"{shape.Name}, revised after s1", IsRevised = true })];
        }
    }

#pragma warning disable CA5394 // Times for a measurement need no secrecy.
    private static Scenario Make(string name, Random chance, params (string Id, string[] Needs)[] steps) => new(
        name,
        [
            .. steps.Select(step => new PlanStep
            {
                Id = step.Id,
                Task = step.Needs.Length == 0 ? "image-to-text" : "text-generation",
                Instruction = step.Needs.Length == 0 ? "Read what the page says" : $"Work on what {string.Join(" and ", step.Needs)} gave",
                Inputs = step.Needs.Length == 0
                    ? new Dictionary<string, StepInput> { ["image"] = StepInput.To("f1") }
                    : new Dictionary<string, StepInput> { ["text"] = StepInput.List(step.Needs.Select(StepInput.To)) },
            }),
        ],
        steps.ToDictionary(step => step.Id, _ => Math.Round(0.3 + (1.7 * chance.NextDouble()), 2)));
#pragma warning restore CA5394
}
