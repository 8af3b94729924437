using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Planner.Artifacts;
using Planner.Ensembles;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Text;
using Planner.Values;

namespace Planner.Tests.Runs;

/// <summary>One event of every type, with every field set to something that is not its default.</summary>
internal static class RunEventSamples
{
    private static readonly Artifact File = new("a_1", "receipt.png", "image/png", 12, "00ff");

    private static readonly StepError Error = new(StepErrorKind.TimedOut, "Too slow.", "Wait.");

    private static readonly Value Value = new ListValue(
    [
        new TextValue("Чек", "ru") { Confidence = 0.5, Sources = [new ValueSource { ArtifactId = "a_1", Page = 2, Box = new Box(1, 2, 3, 4), Covers = new TextSpan(0, 3) }] },
        new StructuredValue(Modality.Labels, JsonElement.Parse("""[{"label":"cat","score":0.9}]""")),
        new ArtifactValue(File),
    ]);

    private static readonly PlanStep Step = new()
    {
        Id = "s1",
        Task = "translation",
        Instruction = "Into Spanish",
        Inputs = new Dictionary<string, StepInput> { ["text"] = StepInput.Parse("From @{s0.labels[0].label} to @@home"), ["image"] = StepInput.To("f1") },
        Parameters = new Dictionary<string, JsonNode?> { ["target_language"] = "es" },
        After = ["s0"],
        Requirements = new StepRequirements { Languages = ["es"], MaxCostUsd = 0.01m },
        ForEach = StepInput.To("s0"),
        Ensemble = 3,
        Optional = true,
        Then = "replan",
    };

    private static readonly Dictionary<Type, object> Values = new()
    {
        [typeof(string)] = "«text» \"quoted\"",
        [typeof(int)] = 7,
        [typeof(long)] = 8L,
        [typeof(double)] = 0.25,
        [typeof(decimal)] = 0.0125m,
        [typeof(bool)] = true,
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1230),
        [typeof(RunFailureKind)] = RunFailureKind.Deadline,
        [typeof(Artifact)] = File,
        [typeof(StepError)] = Error,
        [typeof(Consensus)] = new Consensus { Method = "vote", Agreement = 0.75, Themes = ["roof"], Chosen = "m" },
        [typeof(Value)] = Value,
        [typeof(PlanStep)] = Step,
        [typeof(Plan)] = new Plan([Step]),
        [typeof(ModelMatch)] = new ModelMatch([new Candidate("m", 0.5, [new ScoreTerm("quality", 0.5, 1)]) { Runnable = true, Instance = "i", Fix = "f" }], "best"),
        [typeof(Request)] = new Request
        {
            Text = "Read this",
            Language = "en",
            Attachments = [new Attachment("f1", "receipt.png", File)],
            Options = new RequestOptions { Approve = true, DeadlineSeconds = 2.5, Egress = Egress.Lan },
        },
        [typeof(IReadOnlyList<string>)] = new[] { "s1", "s2" },
        [typeof(IReadOnlyList<Artifact>)] = new[] { File },
        [typeof(IReadOnlyList<PlanStep>)] = new[] { Step },
    };

    /// <summary>Types and their names, as declared on <see cref="RunEvent"/>.</summary>
    public static IReadOnlyDictionary<Type, string> Types { get; } =
        typeof(RunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    public static RunEvent Of(Type type)
    {
        var sample = (RunEvent)RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var wanted = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            Values.ShouldContainKey(wanted, $"Add a sample of {wanted} for {type.Name}.{property.Name}.");
            property.SetValue(sample, Values[wanted]);
        }

        return sample;
    }
}
