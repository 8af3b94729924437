using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Tasks;

namespace Planner.Tests.Inference.HuggingFace;

/// <summary>The tasks' own JSON schemas against what is sent. (Replies are another matter: the schemas refuse correct ones.)</summary>
public sealed class SchemaTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/tests/", StringComparison.Ordinal)], "..", "shared", "hf");

    public static TheoryData<string> Tasks => [.. WireParameters.Tasks.Where(task => task is not ("conversational" or "text-generation"))];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void NamesOf_ATask_AreThoseOfItsSchema(string task)
    {
        var file = Path.Combine(s_folder, task, "input.json");
        Assert.SkipUnless(File.Exists(file), $"{file} is not there");
        var schema = JsonNode.Parse(File.ReadAllText(file))!;
        var definitions = schema["$defs"]?.AsObject() ?? [];
        var names = definitions.Where(pair => pair.Key.EndsWith("Parameters", StringComparison.Ordinal)).SelectMany(pair => Properties(pair.Value)).Concat(Properties(schema)).ToHashSet();

        WireParameters.NamesOf(task).Where(name => !names.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void NamesOf_Chat_AreThoseOfItsSchema()
    {
        var file = Path.Combine(s_folder, "chat-completion", "input.json");
        Assert.SkipUnless(File.Exists(file), $"{file} is not there");
        var names = Properties(JsonNode.Parse(File.ReadAllText(file))).ToHashSet();

        WireParameters.NamesOf("conversational").Where(name => !names.Contains(name)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Properties(JsonNode? schema) => schema?["properties"]?.AsObject().Select(pair => pair.Key) ?? [];
}
