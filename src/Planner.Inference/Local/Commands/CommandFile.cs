using System.Text.Json;
using System.Text.RegularExpressions;
using Planner.Catalog;

namespace Planner.Inference.Local.Commands;

/// <summary>An engine file that was read and found right.</summary>
/// <param name="Definition">What it says.</param>
/// <param name="Task">The task that it names.</param>
/// <param name="Template">Its arguments.</param>
internal sealed partial record CommandFile(CommandDefinition Definition, TaskType Task, CommandTemplate Template)
{
    /// <summary>The placeholder for the file that is written.</summary>
    public const string OutputName = "output";

    /// <summary>The placeholder for the step's words.</summary>
    public const string InstructionName = "instruction";

    private const string Form = "{\"id\":\"command/NAME\",\"task\":…,\"description\":…,\"program\":…,\"arguments\":[…],\"output\":\"file\"|\"stdout\"}";

    /// <summary>The model card.</summary>
    public ModelCard Card => new()
    {
        Id = Definition.Id,
        Tasks = [Task.Id],
        Description = Definition.Description,
        Languages = Definition.Languages,
        License = Definition.License,
        Tier = ModelTier.Light,
        Experimental = Definition.Experimental,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is not right; the message says what and the fix.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static CommandFile Read(string path, TaskTaxonomy taxonomy)
    {
        CommandDefinition definition;
        try
        {
            definition = JsonSerializer.Deserialize(File.ReadAllText(path), CommandJson.Default.CommandDefinition) ?? throw new FormatException($"is null. Write {Form}.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"line {exception.LineNumber + 1} is not right: {exception.Message} An engine is {Form}.", exception);
        }

        if (Fault(definition) is { } fault)
        {
            throw new FormatException(fault);
        }

        if (!taxonomy.TryGet(definition.Task, out var task))
        {
            throw new FormatException($"names the task '{definition.Task}', which is not in tasks.json. `planner tasks` lists them.");
        }

        try
        {
            var file = new CommandFile(definition, task, new CommandTemplate(definition.Arguments));
            return file.PlaceholderFault() is { } wrong ? throw new FormatException(wrong) : file;
        }
        catch (FormatException exception)
        {
            throw new FormatException($"('{definition.Id}') {exception.Message}.", exception);
        }
    }

    private static string? Fault(CommandDefinition definition) =>
        definition is { Id: null } or { Task: null } or { Description: null } or { Program: null } or { Arguments: null } ? $"has null where text is due. An engine is {Form}."
        : !Name().IsMatch(definition.Id) ? $"has the id '{definition.Id}'. Write command/ and a name of small letters, digits, '.', '_' and '-'."
        : definition.Output is not ("file" or "stdout") ? $"has the output '{definition.Output}'. Write \"file\" or \"stdout\"."
        : string.IsNullOrWhiteSpace(definition.Program) || (definition.Program.AsSpan().ContainsAny('/', '\\') && !Path.IsPathFullyQualified(definition.Program))
            ? $"has the program '{definition.Program}'. Write a name in PATH, or an absolute path; arguments go to \"arguments\"."
        : definition.TimeoutSeconds is <= 0 or > 86_400 ? "has a timeoutSeconds that is not between 0 and 86400."
        : null;

    private string? PlaceholderFault()
    {
        var placeholders = Template.Placeholders.Concat(CommandTemplate.Names(Definition.Input ?? "").Select(name => (Name: name, IsOptional: false))).ToArray();
        var known = Known().ToArray();
        if (placeholders.FirstOrDefault(placeholder => !known.Contains(placeholder.Name)) is { Name: { } unknown })
        {
            return $"has the placeholder '{{{unknown}}}', which {Task.Id} does not have; it has {string.Join(", ", known.Select(name => $"{{{name}}}"))}";
        }

        if (placeholders.FirstOrDefault(placeholder => !placeholder.IsOptional && !IsAlwaysThere(placeholder.Name)) is { Name: { } bare })
        {
            return $"has the placeholder '{{{bare}}}', which is not always given; put it with its option into a list of its own, as in [\"--{bare}\", \"{{{bare}}}\"]";
        }

        var writes = placeholders.Any(placeholder => placeholder.Name == OutputName);
        return Definition.Output == "file" && !writes ? "writes a file but has no {output} among its arguments"
            : Definition.Output == "stdout" && writes ? "has {output} among its arguments but \"output\" is \"stdout\""
            : null;
    }

    private bool IsAlwaysThere(string name) => name is OutputName or InstructionName || Task.Slot(name) is { Required: true };

    private IEnumerable<string> Known() =>
        Task.Inputs.Select(slot => slot.Name).Concat(Task.Parameters.Select(parameter => parameter.Name)).Append(InstructionName).Append(OutputName);

    [GeneratedRegex(@"^command/[a-z0-9][a-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
