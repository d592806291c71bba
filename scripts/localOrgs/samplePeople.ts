/** Names, places and jobs that the sample users are drawn from. Invented; any likeness to a person is chance. */

export interface Place {
    readonly street: string;
    readonly city: string;
    readonly state: string | null;
    readonly postalCode: string;
    readonly country: string;
    /** Digits that a phone number of the place starts with. */
    readonly phonePrefix: string;
    readonly timeZone: string;
    readonly locale: string;
    readonly language: string;
}

export interface Culture {
    readonly givenNames: readonly string[];
    readonly familyNames: readonly string[];
    readonly places: readonly Place[];
}

export interface Name {
    /** Null: the person has one name only. */
    readonly given: string | null;
    readonly family: string;
}

function words(text: string): string[] {
    return text.split(/\s+/);
}

function place(text: string): Place {
    const [
        street = '',
        city = '',
        state = '',
        postalCode = '',
        country = '',
        phonePrefix = '',
        timeZone = '',
        locale = '',
        language = ''
    ] = text.split('|');
    return {
        street,
        city,
        state: state === '' ? null : state,
        postalCode,
        country,
        phonePrefix,
        timeZone,
        locale,
        language
    };
}

export const cultures: readonly Culture[] = [
    {
        givenNames: words('Olivia Liam Emma Noah Ava Ethan Grace Mason Chloe Logan Zoe Caleb Ruby Owen Nora Isaac'),
        familyNames: words(
            'Walker Bennett Carter Hughes Foster Brooks Hayes Sullivan Porter Reed Nash Whitfield Tran Okafor'
        ),
        places: [
            place(
                '415 Mission Street|San Francisco|California|94105|United States|+1 415 555|America/Los_Angeles|en_US|en_US'
            ),
            place('233 South Wacker Drive|Chicago|Illinois|60606|United States|+1 312 555|America/Chicago|en_US|en_US'),
            place('88 Queens Quay West|Toronto|Ontario|M5J 0B8|Canada|+1 416 555|America/Toronto|en_CA|en_US')
        ]
    },
    {
        givenNames: words('Charlotte Harry Imogen Callum Freya Rhys Isla Angus Poppy Declan Niamh Siobhan'),
        familyNames: words('Ashworth Blackwood Cameron Davies Ellis Fitzgerald MacLeod Pritchard Thornton Byrne'),
        places: [
            place('110 Bishopsgate|London||EC2N 4AY|United Kingdom|+44 20 7946|Europe/London|en_GB|en_GB'),
            place('5 Grand Canal Square|Dublin||D02 P820|Ireland|+353 1 555|Europe/Dublin|en_IE|en_GB'),
            place('2 Park Street|Sydney|New South Wales|2000|Australia|+61 2 5550|Australia/Sydney|en_AU|en_GB')
        ]
    },
    {
        givenNames: words('Jürgen Katharina Maximilian Änne Björn Heike Lukas Sophie Günther Annegret Tobias Mareike'),
        familyNames: words('Müller Schäfer Weiß Köhler Groß Brandt Vogel Lindemann Krüger Zöllner Steiner Hofmann'),
        places: [
            place('Rosenheimer Straße 143|München|Bayern|81671|Germany|+49 89 5550|Europe/Berlin|de_DE|de'),
            place('Mariahilfer Straße 20|Wien||1070|Austria|+43 1 5550|Europe/Vienna|de_AT|de'),
            place('Bahnhofstrasse 45|Zürich|ZH|8001|Switzerland|+41 44 555|Europe/Zurich|de_CH|de')
        ]
    },
    {
        givenNames: words('Élodie Benoît Chloé François Maëlle Théo Inès Cédric Agnès Loïc Hélène Rémi'),
        familyNames: words("Lefèvre Garçon Dubois D'Aubigné Moreau Besançon L'Hôpital Fournier Béranger Châtelain"),
        places: [
            place('12 rue de la Paix|Paris|Île-de-France|75002|France|+33 1 5555|Europe/Paris|fr_FR|fr'),
            place('1 Place Ville Marie|Montréal|Québec|H3B 2C4|Canada|+1 514 555|America/Montreal|fr_CA|fr')
        ]
    },
    {
        givenNames: words('Lucía Íñigo Sofía Andrés Ximena Joaquín Begoña Álvaro Martín Yolanda'),
        familyNames: words('Núñez Ibáñez Gutiérrez Peñalver Zúñiga Ordóñez Castaño Bolaños Echeverría'),
        places: [
            place('Calle de Serrano 21|Madrid||28001|Spain|+34 915 55|Europe/Madrid|es_ES|es'),
            place(
                'Paseo de la Reforma 250|Ciudad de México|CDMX|06600|Mexico|+52 55 5550|America/Mexico_City|es_MX|es_MX'
            )
        ]
    },
    {
        givenNames: words('João Beatriz Antônio Conceição Thiago Luíza Vinícius Inês'),
        familyNames: words('Gonçalves Simões Araújo Magalhães Brandão Assunção Falcão'),
        places: [
            place('Avenida Paulista 1374|São Paulo|SP|01310-100|Brazil|+55 11 5555|America/Sao_Paulo|pt_BR|pt_BR'),
            place('Avenida da Liberdade 110|Lisboa||1250-146|Portugal|+351 21 555|Europe/Lisbon|pt_PT|pt_PT')
        ]
    },
    {
        givenNames: words('Aarav Priya Rohan Ananya Vikram Meera Arjun Kavya Sanjay Lakshmi'),
        familyNames: words('Sharma Iyer Patel Venkataraman Banerjee Deshpande Reddy Chatterjee'),
        places: [place('77 Mahatma Gandhi Road|Bengaluru|Karnataka|560001|India|+91 80 5550|Asia/Kolkata|en_IN|en_US')]
    },
    {
        givenNames: words('陽菜 蓮 結衣 大翔 さくら 悠真'),
        familyNames: words('佐藤 鈴木 高橋 田中 渡辺 伊藤'),
        places: [place('丸の内1-9-2|千代田区|東京都|100-0005|日本|+81 3 5555|Asia/Tokyo|ja_JP|ja')]
    },
    {
        givenNames: words('Agnieszka Łukasz Żaneta Wojciech Świetlana Paweł'),
        familyNames: words('Wiśniewska Dąbrowski Wójcik Źrebięcka Łuczak'),
        places: [place('ul. Świętokrzyska 36|Warszawa||00-116|Poland|+48 22 555|Europe/Warsaw|pl_PL|pl')]
    }
];

/** What has broken user synchronisation before: every one of these comes first in the sample. */
export const awkwardNames: readonly Name[] = [
    { given: 'Grace', family: "O'Brien" },
    { given: 'Ünïcode', family: 'Tëster' },
    { given: 'X', family: 'Æ' },
    { given: null, family: 'Sukarno' },
    {
        given: 'Wolfeschlegelsteinhausenbergerdorff-Anna',
        family: 'von Wolfeschlegelsteinhausenbergerdorff-Keihanaikukauakahihuliheekahaunaele Smit'
    },
    { given: 'Дмитрий', family: 'Иванов' },
    { given: 'محمد', family: 'الفارسي' },
    { given: '민준', family: '김' },
    { given: 'Ελένη', family: 'Παπαδοπούλου' },
    { given: 'प्रिया', family: 'शर्मा' },
    { given: 'Jean-Luc', family: 'de la Fontaine-Dupré' },
    { given: 'Ann, Mary & "Mae"', family: 'St. <John>' }
];

/** Titles by department. */
export const jobs: ReadonlyMap<string, readonly string[]> = new Map([
    ['Sales', ['Account Executive', 'Sales Manager', 'Sales Development Representative', 'Regional Director']],
    ['Customer Service', ['Support Engineer', 'Team Lead', 'Case Coordinator']],
    ['Marketing', ['Campaign Manager', 'Content Designer', 'Event Planner']],
    ['Finance', ['Controller', 'Accounts Payable Clerk', 'Credit Analyst']],
    ['Research & Development', ['Engineer', 'Senior Engineer', 'Quality Analyst']],
    ['Human Resources', ['Recruiter', 'People Partner']],
    ['Logistics', ['Dispatcher', 'Warehouse Lead', 'Customs Specialist']]
]);
